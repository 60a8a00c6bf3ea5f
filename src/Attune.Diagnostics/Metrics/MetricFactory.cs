using System.Diagnostics.Metrics;

namespace Attune.Diagnostics.Metrics;

/// <summary>Chooses the metric that fits an instrument.</summary>
internal static class MetricFactory
{
    private const string Counter = "counter";
    private const string Gauge = "gauge";

    /// <returns>Null for an instrument of an unknown kind.</returns>
    public static Metric? Make(Instrument instrument, int maxSeries)
    {
        var type = instrument.GetType();
        var kind = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        var isCounter = kind == typeof(Counter<>) || kind == typeof(ObservableCounter<>);
        var name = PrometheusName.OfMetric(instrument.Name, instrument.Unit, isCounter);
        var help = string.IsNullOrWhiteSpace(instrument.Description)
            ? $"Instrument {instrument.Name} of meter {instrument.Meter.Name}."
            : instrument.Description;
        if (kind == typeof(Counter<>))
            return new SumMetric(name, Counter, help, maxSeries);
        if (kind == typeof(UpDownCounter<>))
            return new SumMetric(name, Gauge, help, maxSeries);
        if (kind == typeof(Histogram<>))
            return new HistogramMetric(name, help, HistogramBounds.Of(instrument), maxSeries);
        if (kind == typeof(Gauge<>))
            return new GaugeMetric(name, help, maxSeries);
        return instrument.IsObservable ? new AskedMetric(name, isCounter ? Counter : Gauge, help, maxSeries) : null;
    }
}
