namespace Attune.Diagnostics.Metrics;

/// <summary>Adds up: counters, and up-down counters (a gauge to Prometheus).</summary>
internal sealed class SumMetric(string name, string type, string help, int maxSeries) : Metric(name, type, help)
{
    private const int Whole = 0;
    private const int Fraction = 1;

    private readonly SeriesTable _series = new(maxSeries, slotsPerSeries: 2);

    public override long Dropped => _series.Dropped;

    public override void Record(long value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _series.Find(tags)?.Cells.Add(Whole, value);

    public override void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _series.Find(tags)?.Cells.AddFraction(Fraction, value);

    public override void Write(PrometheusText text) =>
        Write(text, _series, static series => series.Cells.Sum(Whole) + series.Cells.SumFractions(Fraction));
}
