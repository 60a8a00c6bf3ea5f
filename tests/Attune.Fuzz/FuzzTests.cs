using Attune.Fuzz.Fuzzing;
using Attune.Fuzz.Targets;

namespace Attune.Fuzz;

/// <summary>
/// Goal: no bytes from outside break what the program promises. Method: inputs made by the grammar of each format and changes
/// of them, checked against a slow reference or a model; what once led somewhere new is kept and fed again.
/// </summary>
public sealed class FuzzTests
{
    private static readonly FuzzPlan Plan = FuzzPlan.FromEnvironment();

    public static TheoryData<string> Targets => [.. FuzzTargets.Names.Where(name => Plan.Target is null || Plan.Target == name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task Whatever_comes_in_the_promises_hold(string name)
    {
        await using var target = FuzzTargets.Make(name);
        var fuzzer = new Fuzzer(target, Corpus.Of(name, Plan.KeepIn), Plan.Seed);
        var report = Plan.Seconds is { } seconds
            ? await fuzzer.RunAsync(TimeSpan.FromSeconds(seconds))
            : await fuzzer.RunAsync(target.Rounds);
        TestContext.Current.TestOutputHelper?.WriteLine(report.ToString());
        if (Plan.ReportTo is { } file)
            await File.AppendAllTextAsync(file, $"{report}\n", TestContext.Current.CancellationToken);
        Assert.InRange(report.Behaviours, 2, int.MaxValue);
    }
}
