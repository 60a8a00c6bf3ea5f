namespace Attune.Realtime.Delivery;

/// <summary>What one shard has done. Written by the shard alone, read anywhere.</summary>
internal sealed class DeliveryCounters
{
    private long _events;
    private long _replayed;
    private long _batches;
    private long _gaps;
    private long _errors;
    private long _bytes;
    private long _writes;
    private long _slow;
    private long _compressed;
    private long _saved;
    private long _skipped;

    public long Events => Volatile.Read(ref _events);

    public long Replayed => Volatile.Read(ref _replayed);

    public long Batches => Volatile.Read(ref _batches);

    public long Gaps => Volatile.Read(ref _gaps);

    public long Errors => Volatile.Read(ref _errors);

    public long Bytes => Volatile.Read(ref _bytes);

    public long Writes => Volatile.Read(ref _writes);

    /// <summary>Connections whose next event has left the ring, now.</summary>
    public long Slow => Volatile.Read(ref _slow);

    /// <summary>Deflated frames written, once per recipient.</summary>
    public long Compressed => Volatile.Read(ref _compressed);

    /// <summary>Bytes that deflated frames were shorter than the plain ones.</summary>
    public long Saved => Volatile.Read(ref _saved);

    /// <summary>Events that a topic's policy made slow readers skip.</summary>
    public long Skipped => Volatile.Read(ref _skipped);

    public void AddEvents(int events, bool replayed)
    {
        Volatile.Write(ref _events, _events + events);
        if (replayed)
            Volatile.Write(ref _replayed, _replayed + events);
    }

    public void AddWrite(int frames, int bytes)
    {
        Volatile.Write(ref _writes, _writes + 1);
        Volatile.Write(ref _bytes, _bytes + bytes);
        if (frames > 1)
            Volatile.Write(ref _batches, _batches + 1);
    }

    public void AddCompressed(int saved)
    {
        Volatile.Write(ref _compressed, _compressed + 1);
        Volatile.Write(ref _saved, _saved + saved);
    }

    public void AddSkipped(long events) => Volatile.Write(ref _skipped, _skipped + events);

    public void AddGap() => Volatile.Write(ref _gaps, _gaps + 1);

    /// <summary>Errors are counted by readers of any thread.</summary>
    public void AddError() => Interlocked.Increment(ref _errors);

    public void AddSlow(int change) => Volatile.Write(ref _slow, _slow + change);
}
