using System.ComponentModel.DataAnnotations;

namespace Attune.Diagnostics;

/// <summary>Settings of health and metrics (section <c>Diagnostics</c>).</summary>
internal sealed class DiagnosticsOptions
{
    public const string Section = "Diagnostics";

    /// <summary>
    /// How many combinations of label values one metric may have, 1 to 100,000; default 1,000. Measurements of further
    /// combinations are not kept but counted in <c>attune_metrics_measurements_dropped_total</c>, so that a label with
    /// unbounded values cannot fill the memory.
    /// </summary>
    [Range(1, 100_000)]
    public int MaxSeriesPerMetric { get; set; } = 1_000;
}
