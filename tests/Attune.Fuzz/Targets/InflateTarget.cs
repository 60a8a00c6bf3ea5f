using System.Buffers;
using System.Text;
using Attune.Fuzz.Fuzzing;
using Attune.Fuzz.Reference;
using Attune.Realtime.Transports.WebSockets;

namespace Attune.Fuzz.Targets;

/// <summary>
/// A compressed message of a client, without the frames around it. Promises: a whole message inflates to what RFC 1951 says;
/// one that is broken or cut off is refused, never passed on as far as it went; no result is larger than its bounds.
/// </summary>
internal sealed class InflateTarget : IFuzzTarget
{
    private const int MaxBytes = 50_000;
    private const int MaxRatio = 20;
    private const int AlwaysAllowed = 16 * 1024;
    private static readonly byte[] EndOfText = [0x00, 0x00, 0xFF, 0xFF, 0x01, 0x00, 0x00, 0xFF, 0xFF];

    public string Name => "inflate";

    public int Rounds => 3000;

    public byte[] Generate(Chance chance)
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(chance.Text(30), chance.Between(1, 3000))));
        var deflated = FrameGrammar.Deflate(text);
        return chance.Below(4) switch
        {
            0 => deflated[..chance.Below(deflated.Length + 1)],
            1 => chance.Bytes(chance.Between(1, 60)),
            2 => ByteMutation.Change(chance, deflated, []),
            _ => deflated,
        };
    }

    public ValueTask<string> RunAsync(byte[] input)
    {
        byte[] inflated = [];
        var (kind, length) = MessageInflater.Inflate(input, MaxBytes, MaxRatio, ref inflated);
        var result = inflated.AsSpan(0, length).ToArray();
        if (inflated.Length > 0)
            ArrayPool<byte>.Shared.Return(inflated);
        var allowed = Math.Min(MaxBytes, Math.Max(AlwaysAllowed, (long)input.Length * MaxRatio));
        var (expected, isWhole) = ReferenceInflater.Inflate([.. input, .. EndOfText], 4 * MaxBytes);
        Promise.Holds(length <= allowed, "the result is within its bounds");
        if (expected.Length > allowed)
        {
            var isGivenUp = kind == (allowed == MaxBytes ? MessageKind.TooLarge : MessageKind.Swollen);
            Promise.Holds(isGivenUp || (!isWhole && kind == MessageKind.Failed),
                $"a swollen message is given up, but it is {kind}");
        }
        else
        {
            Promise.Same(isWhole ? MessageKind.Text : MessageKind.Failed, kind, "a message counts when it is whole");
            Promise.Holds(!isWhole || result.AsSpan().SequenceEqual(expected), "it inflates to its text");
        }

        return ValueTask.FromResult($"{kind} {(length == 0 ? -1 : (int)Math.Log2(length))} {input.Length.CompareTo(length)} "
            + $"{(input.Length > 0 ? input[0] & 7 : -1)}");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
