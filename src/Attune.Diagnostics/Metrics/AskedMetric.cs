namespace Attune.Diagnostics.Metrics;

/// <summary>
/// What observable instruments answer when a scrape asks them: absolute values, counters too. Cleared before each
/// scrape, so that what they no longer tell disappears.
/// </summary>
internal sealed class AskedMetric(string name, string type, string help, int maxSeries) : Metric(name, type, help)
{
    private readonly Lock _writing = new();
    private readonly SortedDictionary<string, double> _values = new(StringComparer.Ordinal);
    private long _dropped;

    public override long Dropped => Volatile.Read(ref _dropped);

    public override void Record(long value, ReadOnlySpan<KeyValuePair<string, object?>> tags) => Record((double)value, tags);

    public override void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = PrometheusLabels.Write(tags);
        lock (_writing)
        {
            if (_values.Count < maxSeries || _values.ContainsKey(labels))
                _values[labels] = value;
            else
                _dropped++;
        }
    }

    /// <summary>Forgets what the last scrape was told.</summary>
    public void BeginScrape()
    {
        lock (_writing)
            _values.Clear();
    }

    public override void Write(PrometheusText text)
    {
        lock (_writing)
        {
            if (_values.Count == 0)
                return;
            text.Header(Name, Type, Help);
            foreach (var (labels, value) in _values)
                text.Sample(Name, labels, value);
        }
    }
}
