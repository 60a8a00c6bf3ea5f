using System.Text;
using Attune.Fuzz.Fuzzing;
using Attune.Fuzz.Reference;
using Attune.Realtime.Transports.WebSockets;

namespace Attune.Fuzz.Targets;

/// <summary>
/// Bytes after the upgrade. Promises: the receiver makes of them exactly what the reference does, in whatever pieces they
/// come; nothing it hands on is larger than the limit; a broken protocol has one closing code; it never throws, and always
/// ends.
/// </summary>
internal sealed class FramesTarget : IFuzzTarget
{
    private const int MaxMessage = 20_000;
    private const int MaxRatio = 10;
    private const int SignedKinds = 6;

    public string Name => "frames";

    public int Rounds => 3000;

    public byte[] Generate(Chance chance) => FrameGrammar.Conversation(chance);

    public async ValueTask<string> RunAsync(byte[] input)
    {
        await CompareAsync(input, int.MaxValue, null);
        await CompareAsync(input, 1, MaxRatio);
        await CompareAsync(input, 7, MaxRatio);
        return await CompareAsync(input, int.MaxValue, MaxRatio);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task<string> CompareAsync(byte[] input, int step, int? maxRatio)
    {
        using var receiver = new WebSocketReceiver(new PieceReader(input, step), MaxMessage, maxRatio);
        var behaviour = new StringBuilder();
        var count = 0;
        foreach (var expected in new ReferenceFrames(input, MaxMessage, maxRatio).All())
        {
            receiver.TryRest();
            var heard = await receiver.ReceiveAsync(CancellationToken.None);
            if (count++ < SignedKinds)
                behaviour.Append(heard.Kind).Append(heard.Code?.Number).Append(Magnitude(heard.Payload.Length)).Append(' ');
            if (expected.MayFail && heard.Kind == MessageKind.Failed)
                break;
            Promise.Same(expected.Kind, heard.Kind, $"message {count} in pieces of {step}");
            Promise.Holds(heard.Payload.Length <= MaxMessage, $"message {count} is not larger than the limit");
            Promise.Holds(heard.Payload.Span.SequenceEqual(expected.Payload),
                $"message {count} in pieces of {step} has its bytes");
            if (heard.Kind == MessageKind.Failed)
                Promise.Same(expected.Code, heard.Code?.Number ?? 0, "the closing code");
        }

        return behaviour.ToString();
    }

    /// <summary>Lengths that differ by little behave alike.</summary>
    private static int Magnitude(int length) => length == 0 ? 0 : 1 + (int)Math.Log2(length) / 4;
}
