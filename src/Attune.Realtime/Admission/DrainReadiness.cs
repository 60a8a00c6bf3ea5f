using Attune.Contracts.Health;
using Attune.Foundation.Modules;

namespace Attune.Realtime.Admission;

/// <summary>A server that sends its connections away is not ready, so that a load balancer sends it no new ones.</summary>
internal sealed class DrainReadiness(DrainControl drain) : IReadinessCheck
{
    public HealthCheckResult Check() => drain.IsDraining
        ? new HealthCheckResult("realtime.admission", "unhealthy",
            "The server drains: it lets no connection in. DELETE /v2/realtime/drain ends that, or a restart.")
        : new HealthCheckResult("realtime.admission", "healthy", "Connections are let in.");
}
