using Attune.Realtime.Sessions;

namespace Attune.Realtime.Tests.Delivery;

/// <summary>A peer that takes everything at once and remembers it.</summary>
internal sealed class FrameRecorder : IConnectionWriter
{
    private readonly List<byte> _bytes = [];

    public bool IsAborted { get; private set; }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> frames)
    {
        _bytes.AddRange(frames.Span);
        return ValueTask.CompletedTask;
    }

    public void Abort() => IsAborted = true;

    /// <summary>What came since the last call.</summary>
    public byte[] Take()
    {
        byte[] taken = [.. _bytes];
        _bytes.Clear();
        return taken;
    }
}
