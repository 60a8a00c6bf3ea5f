namespace Attune.Contracts.Health;

/// <summary>How the server is.</summary>
/// <param name="Status"><c>healthy</c>, <c>degraded</c> (works, but not everything) or <c>unhealthy</c>.</param>
/// <param name="Version">The product's version.</param>
/// <param name="UptimeSeconds">Seconds since the start of the process.</param>
/// <param name="Timestamp">Now (UTC).</param>
/// <param name="Checks">One result for each readiness check, by module.</param>
public sealed record HealthReport(
    string Status,
    string Version,
    double UptimeSeconds,
    DateTimeOffset Timestamp,
    IReadOnlyList<HealthCheckResult> Checks);
