namespace Attune.Realtime.Admission;

/// <summary>What one connection, principal, organisation or the server uses now. Any thread may touch it.</summary>
internal sealed class AdmissionAccount(ScopeLimits limits)
{
    private int _connections;
    private long _subscriptions;
    private RateBucket _handshakes;
    private RateBucket _publishes;
    private RateBucket _appends;

    public ScopeLimits Limits { get; } = limits;

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Counts a connection unless that would be one too many.</summary>
    public bool TryConnect()
    {
        if (Interlocked.Increment(ref _connections) <= Limits.MaxConnections || Limits.MaxConnections == 0)
            return true;
        Disconnect();
        return false;
    }

    public void Disconnect() => Interlocked.Decrement(ref _connections);

    /// <summary>A topic more or less is followed.</summary>
    public void Follow(int change)
    {
        if (Limits.MaxSubscriptions > 0)
            Interlocked.Add(ref _subscriptions, change);
    }

    /// <summary>There is room for so many topics more.</summary>
    public bool CanFollow(int more) =>
        Limits.MaxSubscriptions == 0 || Volatile.Read(ref _subscriptions) + more <= Limits.MaxSubscriptions;

    public bool TryTake(Traffic traffic, int count, long now, out long wait) =>
        Bucket(traffic).TryTake(Limits.Rate(traffic), count, now, out wait);

    public void GiveBack(Traffic traffic, int count) => Bucket(traffic).GiveBack(Limits.Rate(traffic), count);

    /// <summary>Nothing is open and nothing was used lately: a new account would say the same.</summary>
    public bool IsIdle(long now) => Connections == 0 && Volatile.Read(ref _subscriptions) == 0
        && _handshakes.IsFull(now) && _publishes.IsFull(now) && _appends.IsFull(now);

    private ref RateBucket Bucket(Traffic traffic)
    {
        switch (traffic)
        {
            case Traffic.Handshake:
                return ref _handshakes;
            case Traffic.Publish:
                return ref _publishes;
            default:
                return ref _appends;
        }
    }
}
