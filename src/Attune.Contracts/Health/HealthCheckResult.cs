namespace Attune.Contracts.Health;

/// <summary>The result of one readiness check.</summary>
/// <param name="Name">Module and check, for example <c>realtime.log</c>.</param>
/// <param name="Status"><c>healthy</c>, <c>degraded</c> or <c>unhealthy</c>.</param>
/// <param name="Detail">What was found and, if it is not well, what to do.</param>
public sealed record HealthCheckResult(string Name, string Status, string Detail);
