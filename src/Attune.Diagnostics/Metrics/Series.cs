namespace Attune.Diagnostics.Metrics;

/// <summary>One combination of label values of a metric.</summary>
/// <param name="Labels">The labels as they are written, without braces; empty when there are none.</param>
/// <param name="Cells">Its numbers; what the slots mean is the metric's affair.</param>
internal sealed record Series(string Labels, StripedCells Cells);
