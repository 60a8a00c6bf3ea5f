namespace Attune.Realtime.AiStreams;

/// <summary>
/// Who may write an AI stream now. It is never stored: a lease ends with its process. Guarded by the engine's gate; only
/// the holder may be read anywhere. Times are timestamps of the clock.
/// </summary>
internal sealed class ProducerLease
{
    private volatile StreamProducer? _holder;
    private long _renewedAt;

    /// <summary>Who wrote last; null after a restart.</summary>
    public StreamProducer? Holder => _holder;

    public void Take(StreamProducer producer, long now)
    {
        _holder = producer;
        _renewedAt = now;
    }

    public void Renew(long now) => _renewedAt = now;

    /// <summary>
    /// May this producer write? A holder that has left is in nobody's way. Neither is a connection that has written nothing
    /// for the length of a lease: it may be the dead half of one that has come back, and only its pings would tell, later.
    /// </summary>
    /// <param name="producer">Who wants to write.</param>
    /// <param name="isListenedTo">A producer of this server waits for a stop of the stream.</param>
    /// <param name="now">The present.</param>
    /// <param name="length">How long a lease lasts without a sign of life.</param>
    public bool IsFreeFor(StreamProducer producer, bool isListenedTo, long now, long length)
    {
        if (_holder is not { HasLeft: false } holder || holder == producer)
            return true;
        return now - _renewedAt > length && !(holder == StreamProducer.Server && isListenedTo);
    }

    /// <summary>
    /// Has the stream lost its producer for good? A connection that is silent has not left: its model may think for long, and
    /// its pings tell when it is dead.
    /// </summary>
    public bool IsOver(bool isListenedTo, long now, long length)
    {
        if (_holder is not { } holder)
            return now - _renewedAt > length;
        if (holder.HasLeft)
            return now - Math.Max(_renewedAt, holder.LeftAt) > length;
        return holder == StreamProducer.Server && !isListenedTo && now - _renewedAt > length;
    }
}
