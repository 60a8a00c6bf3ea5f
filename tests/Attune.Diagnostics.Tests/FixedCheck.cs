using Attune.Contracts.Health;
using Attune.Foundation.Modules;

namespace Attune.Diagnostics.Tests;

/// <summary>A readiness check that finds what it is told to find.</summary>
internal sealed class FixedCheck(string name, string status, string detail) : IReadinessCheck
{
    public HealthCheckResult Check() => new(name, status, detail);
}
