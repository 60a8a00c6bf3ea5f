using Attune.Contracts.Health;

namespace Attune.Foundation.Modules;

/// <summary>Says whether a part of a module works. Fast (&lt; 50 ms) and without side effects: it runs on every probe.</summary>
public interface IReadinessCheck
{
    HealthCheckResult Check();
}
