using Attune.Contracts.Health;
using Attune.Foundation.Modules;
using Attune.Realtime.Streams;

namespace Attune.Realtime.Telemetry;

/// <summary>Can events be published? When the log cannot be written, reading still works: degraded, not unhealthy.</summary>
internal sealed class LogReadiness(IStreamEngine engine) : IReadinessCheck
{
    public HealthCheckResult Check() => engine.WriteProblem is { } problem
        ? new HealthCheckResult("realtime.log", "degraded",
            $"Publishing is refused: {problem}. Free disk space or make the data folder writable; reading goes on.")
        : new HealthCheckResult("realtime.log", "healthy", "The log can be written.");
}
