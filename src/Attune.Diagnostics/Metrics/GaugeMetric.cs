namespace Attune.Diagnostics.Metrics;

/// <summary>Keeps the latest value that was set for each combination of labels.</summary>
internal sealed class GaugeMetric(string name, string help, int maxSeries) : Metric(name, "gauge", help)
{
    private const int Latest = 0;

    private readonly SeriesTable _series = new(maxSeries, slotsPerSeries: 1);

    public override long Dropped => _series.Dropped;

    public override void Record(long value, ReadOnlySpan<KeyValuePair<string, object?>> tags) => Record((double)value, tags);

    public override void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _series.Find(tags)?.Cells.SetFraction(Latest, value);

    public override void Write(PrometheusText text) =>
        Write(text, _series, static series => series.Cells.SumFractions(Latest));
}
