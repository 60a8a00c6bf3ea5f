namespace Attune.Realtime.Streams;

/// <summary>
/// Events per second over about the last ten seconds: each event counts less the older it is. One thread adds; a reader on
/// another may see a figure that is off by the events of that moment.
/// </summary>
internal struct EventRate
{
    private const double WindowMicroseconds = 10_000_000;
    private const double PerWindowToPerSecond = 0.1;

    private double _weight;
    private long _at;

    /// <param name="events">How many came.</param>
    /// <param name="at">When, Unix microseconds. A clock that was set back lets no time pass.</param>
    public void Add(int events, long at)
    {
        _weight = WeightAt(at) + events;
        _at = Math.Max(_at, at);
    }

    /// <param name="now">Unix microseconds.</param>
    public readonly double PerSecond(long now) => WeightAt(now) * PerWindowToPerSecond;

    private readonly double WeightAt(long at) => _weight * Math.Exp(Math.Min(0, _at - at) / WindowMicroseconds);
}
