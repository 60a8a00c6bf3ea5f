namespace Attune.Diagnostics.Health;

/// <summary>The words of a health report, from well to not well.</summary>
internal static class HealthStatus
{
    public const string Healthy = "healthy";
    public const string Degraded = "degraded";
    public const string Unhealthy = "unhealthy";

    /// <summary>The worst of them; healthy when there are none. A word that is not in the list counts as unhealthy.</summary>
    public static string Worst(IEnumerable<string> statuses) => statuses.MaxBy(Rank) switch
    {
        null or Healthy => Healthy,
        Degraded => Degraded,
        _ => Unhealthy,
    };

    private static int Rank(string status) => status switch
    {
        Healthy => 0,
        Degraded => 1,
        _ => 2,
    };
}
