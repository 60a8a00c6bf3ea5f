using Attune.Realtime.Settings;

namespace Attune.Realtime.Admission;

/// <summary>The limits of one scope, ready to be compared. 0 means without limit.</summary>
internal sealed record ScopeLimits(
    AdmissionScope Scope, int MaxConnections, long MaxSubscriptions, RateLimit Handshakes, RateLimit Publishes,
    RateLimit Appends)
{
    /// <summary>Nothing is limited: nothing needs to be counted.</summary>
    public bool IsUnlimited => MaxConnections == 0 && MaxSubscriptions == 0 && Handshakes.IsUnlimited
        && Publishes.IsUnlimited && Appends.IsUnlimited;

    public static ScopeLimits Of(AdmissionScope scope, ScopeLimitOptions options, double burstSeconds, long frequency) => new(
        scope, options.MaxConnections, options.MaxSubscriptions,
        RateLimit.Of(options.HandshakesPerSecond, burstSeconds, frequency),
        RateLimit.Of(options.PublishesPerSecond, burstSeconds, frequency),
        RateLimit.Of(options.AppendsPerSecond, burstSeconds, frequency));

    public static ScopeLimits Of(ConnectionLimitOptions options, double burstSeconds, long frequency) => new(
        AdmissionScope.Connection, 0, 0, default,
        RateLimit.Of(options.PublishesPerSecond, burstSeconds, frequency),
        RateLimit.Of(options.AppendsPerSecond, burstSeconds, frequency));

    public RateLimit Rate(Traffic traffic) => traffic switch
    {
        Traffic.Handshake => Handshakes,
        Traffic.Publish => Publishes,
        _ => Appends,
    };
}
