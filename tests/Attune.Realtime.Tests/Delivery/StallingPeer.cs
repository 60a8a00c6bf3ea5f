using Attune.Realtime.Sessions;

namespace Attune.Realtime.Tests.Delivery;

/// <summary>A peer that stops taking bytes when told, as a client does that no longer reads.</summary>
internal sealed class StallingPeer : IConnectionWriter
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _written = new(0);
    private readonly List<SentFrame> _taken = [];
    private TaskCompletionSource? _stall;
    private int _waiting;

    /// <summary>Writes that wait for the peer.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    public bool IsAborted { get; private set; }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> frames)
    {
        if (Volatile.Read(ref _stall) is { } stall)
        {
            Interlocked.Increment(ref _waiting);
            return TakeLaterAsync(frames, stall.Task);
        }

        Accept(frames);
        return ValueTask.CompletedTask;
    }

    public void Abort() => IsAborted = true;

    public void Stall() =>
        Volatile.Write(ref _stall, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    /// <summary>Reads again; the write that waits completes.</summary>
    public void GoOn() => Interlocked.Exchange(ref _stall, null)?.SetResult();

    /// <summary>The same for a peer that may read already.</summary>
    public void GoOnIfStalled() => Interlocked.Exchange(ref _stall, null)?.SetResult();

    /// <summary>What the peer has read since the last call.</summary>
    public IReadOnlyList<SentFrame> Take()
    {
        lock (_gate)
        {
            SentFrame[] taken = [.. _taken];
            _taken.Clear();
            return taken;
        }
    }

    /// <summary>Reads until a frame came that is the wanted one, and returns all since the last call.</summary>
    public async Task<IReadOnlyList<SentFrame>> TakeUntilAsync(Predicate<SentFrame> isLast)
    {
        var frames = new List<SentFrame>();
        while (true)
        {
            frames.AddRange(Take());
            if (frames.Exists(isLast))
                return frames;
            var hasCome = await _written.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
            Assert.True(hasCome, $"Nothing came after {frames.Count} frames.");
        }
    }

    private async ValueTask TakeLaterAsync(ReadOnlyMemory<byte> frames, Task stall)
    {
        await stall;
        Interlocked.Decrement(ref _waiting);
        Accept(frames);
    }

    private void Accept(ReadOnlyMemory<byte> frames)
    {
        lock (_gate)
            _taken.AddRange(SentFrame.Read(frames.Span));
        _written.Release();
    }
}
