using Attune.Fuzz.Fuzzing;

namespace Attune.Fuzz;

/// <summary>Goal: a fuzzer that finds nothing has looked. Method: a target with a planted fault.</summary>
public sealed class FuzzerTests
{
    [Fact]
    public async Task A_planted_fault_is_found_and_made_as_small_as_it_can_be()
    {
        var finding = await Assert.ThrowsAsync<FuzzFinding>(() => Fuzzer(seed: 1).RunAsync(200_000));
        Assert.Equal("{7", string.Concat(finding.Input.Select(one => (char)one)));
        Assert.Contains("a planted fault", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_seed_finds_it_in_the_same_round()
    {
        var first = await Assert.ThrowsAsync<FuzzFinding>(() => Fuzzer(seed: 7).RunAsync(200_000));
        var second = await Assert.ThrowsAsync<FuzzFinding>(() => Fuzzer(seed: 7).RunAsync(200_000));
        Assert.Equal(first.Message, second.Message);
    }

    private static Fuzzer Fuzzer(int seed) => new(new FaultyTarget(), Corpus.Of("faulty", null), seed);

    /// <summary>Fails for a brace that is followed, at once or later, by a seven.</summary>
    private sealed class FaultyTarget : IFuzzTarget
    {
        public string Name => "faulty";

        public int Rounds => 0;

        public byte[] Generate(Chance chance) => System.Text.Encoding.UTF8.GetBytes(chance.Text(12));

        public ValueTask<string> RunAsync(byte[] input)
        {
            var brace = Array.IndexOf(input, (byte)'{');
            Promise.Holds(brace < 0 || Array.IndexOf(input, (byte)'7', brace) < 0, "a planted fault");
            return ValueTask.FromResult($"{brace} {input.Length / 8}");
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
