namespace Attune.Diagnostics.Metrics;

/// <summary>Counts measurements by fixed buckets. Count is their sum, so the lines of one answer always agree.</summary>
internal sealed class HistogramMetric : Metric
{
    private readonly double[] _bounds;
    private readonly string[] _boundLabels;
    private readonly SeriesTable _series;

    /// <param name="name">Name of the metric.</param>
    /// <param name="help">What it measures.</param>
    /// <param name="bounds">Inclusive upper bounds, ascending; a last bucket without bound follows.</param>
    /// <param name="maxSeries">How many combinations of labels are kept.</param>
    public HistogramMetric(string name, string help, IEnumerable<double> bounds, int maxSeries) : base(name, "histogram", help)
    {
        _bounds = [.. bounds];
        _boundLabels = [.. _bounds.Append(double.PositiveInfinity).Select(bound => $"le=\"{PrometheusText.Number(bound)}\"")];
        _series = new SeriesTable(maxSeries, _boundLabels.Length + 1);
    }

    public override long Dropped => _series.Dropped;

    private int SumSlot => _boundLabels.Length;

    public override void Record(long value, ReadOnlySpan<KeyValuePair<string, object?>> tags) => Record((double)value, tags);

    public override void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        // Not a number would make the sum useless for ever.
        if (double.IsNaN(value) || _series.Find(tags) is not { } series)
            return;
        series.Cells.Add(BucketOf(value), 1);
        series.Cells.AddFraction(SumSlot, value);
    }

    public override void Write(PrometheusText text)
    {
        var all = _series.All();
        if (all.Count == 0)
            return;
        text.Header(Name, Type, Help);
        foreach (var series in all)
        {
            long count = 0;
            for (var bucket = 0; bucket < _boundLabels.Length; bucket++)
            {
                count += series.Cells.Sum(bucket);
                text.Sample(Name, "_bucket", series.Labels, _boundLabels[bucket], count);
            }

            text.Sample(Name, "_sum", series.Labels, "", series.Cells.SumFractions(SumSlot));
            text.Sample(Name, "_count", series.Labels, "", count);
        }
    }

    private int BucketOf(double value)
    {
        var bucket = 0;
        while (bucket < _bounds.Length && value > _bounds[bucket])
            bucket++;
        return bucket;
    }
}
