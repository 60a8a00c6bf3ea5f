namespace Attune.Realtime.Admission;

/// <summary>
/// A token bucket in eight bytes: the moment at which it will be full again. It needs no timer and no lock; what has flowed
/// in since the last look is the time that has passed.
/// </summary>
internal struct RateBucket
{
    private long _fullAt;

    /// <summary>
    /// Takes from the bucket if it holds at least one. A batch may take more than there is; who comes next waits longer.
    /// </summary>
    /// <param name="limit">Speed and size of the bucket.</param>
    /// <param name="count">How much is taken, 1 or more.</param>
    /// <param name="now">The clock's timestamp.</param>
    /// <param name="wait">Timestamps until there is one; 0 when it was taken.</param>
    public bool TryTake(in RateLimit limit, int count, long now, out long wait)
    {
        wait = 0;
        if (limit.IsUnlimited)
            return true;
        while (true)
        {
            var fullAt = Volatile.Read(ref _fullAt);
            var start = Math.Max(fullAt, now);
            wait = start - now + limit.Interval - limit.Burst;
            if (wait > 0)
                return false;
            if (Interlocked.CompareExchange(ref _fullAt, start + (count * limit.Interval), fullAt) == fullAt)
            {
                wait = 0;
                return true;
            }
        }
    }

    /// <summary>Puts back what was taken for something that did not happen.</summary>
    public void GiveBack(in RateLimit limit, int count) => Interlocked.Add(ref _fullAt, -count * limit.Interval);

    /// <summary>Full: forgetting it changes nothing.</summary>
    public readonly bool IsFull(long now) => _fullAt <= now;
}
