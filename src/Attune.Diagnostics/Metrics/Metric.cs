namespace Attune.Diagnostics.Metrics;

/// <summary>One metric of the exposition: what an instrument, or several of the same name, measure into.</summary>
internal abstract class Metric(string name, string type, string help)
{
    public string Name { get; } = name;

    /// <summary><c>counter</c>, <c>gauge</c> or <c>histogram</c>.</summary>
    public string Type { get; } = type;

    protected string Help { get; } = help;

    /// <summary>Measurements that were not kept because the metric had no room for their labels.</summary>
    public abstract long Dropped { get; }

    /// <summary>Takes a whole number. Called on hot paths: neither locks nor allocates for labels seen before.</summary>
    public abstract void Record(long value, ReadOnlySpan<KeyValuePair<string, object?>> tags);

    /// <summary>Takes a fraction, as above.</summary>
    public abstract void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags);

    /// <summary>Writes all its lines; nothing when nothing was measured.</summary>
    public abstract void Write(PrometheusText text);

    /// <summary>Writes one line for each combination of labels.</summary>
    protected void Write(PrometheusText text, SeriesTable table, Func<Series, double> value)
    {
        var all = table.All();
        if (all.Count == 0)
            return;
        text.Header(Name, Type, Help);
        foreach (var series in all)
            text.Sample(Name, series.Labels, value(series));
    }
}
