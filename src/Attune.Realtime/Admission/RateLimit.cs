namespace Attune.Realtime.Admission;

/// <summary>So many per second, with a burst; in units of a clock's timestamps. The default value allows everything.</summary>
/// <param name="Interval">Time that one takes; 0 for no limit.</param>
/// <param name="Burst">Time's worth that may be used at once, at least one interval.</param>
internal readonly record struct RateLimit(long Interval, long Burst)
{
    public bool IsUnlimited => Interval == 0;

    /// <param name="perSecond">0 for no limit.</param>
    /// <param name="burstSeconds">How many seconds' worth may be used at once.</param>
    /// <param name="frequency">Timestamps per second.</param>
    public static RateLimit Of(double perSecond, double burstSeconds, long frequency)
    {
        if (perSecond <= 0)
            return default;
        var interval = Math.Max(1, (long)(frequency / perSecond));
        return new RateLimit(interval, Math.Max(interval, (long)(burstSeconds * frequency)));
    }
}
