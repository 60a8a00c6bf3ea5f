using Attune.Contracts.Health;
using Attune.Diagnostics.Health;
using Attune.Foundation.Modules;

namespace Attune.Diagnostics.Metrics;

/// <summary>Metrics are complete as long as no measurement had to be dropped.</summary>
internal sealed class MetricsCheck(MetricCollection metrics) : IReadinessCheck
{
    private const string Name = "diagnostics.metrics";

    public HealthCheckResult Check()
    {
        var overflows = metrics.Overflows;
        if (overflows.Count == 0)
            return new HealthCheckResult(Name, HealthStatus.Healthy, $"{metrics.Count} metrics are collected.");
        return new HealthCheckResult(Name, HealthStatus.Degraded,
            $"{overflows[0].Metric} has more combinations of labels than are kept ({overflows[0].Dropped} measurements dropped). "
            + $"Raise {DiagnosticsOptions.Section}:{nameof(DiagnosticsOptions.MaxSeriesPerMetric)} if they are all wanted.");
    }
}
