using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Diagnostics.Metrics;
using Attune.Foundation.Modules;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Attune.Diagnostics.Metrics;

/// <summary>
/// Listens to the framework's meters and keeps what they measure. Listening begins before the first request, because an
/// up-down counter that is heard only from the middle on would be wrong for ever.
/// </summary>
internal sealed partial class MetricCollection : IDisposable
{
    /// <summary>Meters of the framework that are heard beside those of the modules.</summary>
    private static readonly string[] FrameworkMeters =
        ["System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel"];

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, Metric> _metrics = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _scraping = new(1);
    private readonly FrozenSet<string> _meters;
    private readonly int _maxSeries;
    private readonly IMeterFactory? _factory;
    private readonly ILogger<MetricCollection> _log;

    public MetricCollection(
        ModuleCatalogue modules, IOptions<DiagnosticsOptions> options, ILogger<MetricCollection> log,
        IMeterFactory? factory = null)
    {
        _meters = modules.Modules.SelectMany(module => module.Meters).Concat(FrameworkMeters).ToFrozenSet(StringComparer.Ordinal);
        _maxSeries = options.Value.MaxSeriesPerMetric;
        _factory = factory;
        _log = log;
    }

    /// <summary>How many metrics there are.</summary>
    public int Count => _metrics.Count;

    /// <summary>Metrics that could not keep every combination of labels, with the number of measurements lost.</summary>
    public IReadOnlyList<(string Metric, long Dropped)> Overflows =>
        [.. _metrics.Values.Where(metric => metric.Dropped > 0).Select(metric => (metric.Name, metric.Dropped)).Order()];

    public void Start()
    {
        _listener.InstrumentPublished = Enable;
        _listener.SetMeasurementEventCallback<byte>(static (_, value, tags, metric) => Record(metric, (long)value, tags));
        _listener.SetMeasurementEventCallback<short>(static (_, value, tags, metric) => Record(metric, (long)value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, metric) => Record(metric, (long)value, tags));
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, metric) => Record(metric, value, tags));
        _listener.SetMeasurementEventCallback<float>(static (_, value, tags, metric) => Record(metric, (double)value, tags));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, metric) => Record(metric, value, tags));
        _listener.SetMeasurementEventCallback<decimal>(static (_, value, tags, metric) => Record(metric, (double)value, tags));
        _listener.Start();
    }

    /// <summary>Asks the instruments that are to be asked and writes everything. One scrape at a time.</summary>
    public async Task WriteAsync(PrometheusText text, CancellationToken cancellation)
    {
        await _scraping.WaitAsync(cancellation);
        try
        {
            foreach (var metric in _metrics.Values.OfType<AskedMetric>())
                metric.BeginScrape();
            AskObservables();
            foreach (var metric in _metrics.Values.OrderBy(metric => metric.Name, StringComparer.Ordinal))
                metric.Write(text);
        }
        finally
        {
            _scraping.Release();
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        _scraping.Dispose();
    }

    private static void Record(object? metric, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        ((Metric)metric!).Record(value, tags);

    private static void Record(object? metric, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        ((Metric)metric!).Record(value, tags);

    /// <summary>One instrument that fails must not hide the others: the framework asks all of them before it throws.</summary>
    private void AskObservables()
    {
        try
        {
            _listener.RecordObservableInstruments();
        }
        catch (AggregateException error)
        {
            LogObservableFailed(error);
        }
    }

    private void Enable(Instrument instrument, MeterListener listener)
    {
        // A meter made by another host's factory in the same process is that host's affair.
        var isForeign = instrument.Meter.Scope is not null && !ReferenceEquals(instrument.Meter.Scope, _factory);
        if (isForeign || !_meters.Contains(instrument.Meter.Name) || MetricFactory.Make(instrument, _maxSeries) is not { } made)
            return;
        var metric = _metrics.GetOrAdd(made.Name, made);
        if (metric.GetType() == made.GetType() && metric.Type == made.Type)
            listener.EnableMeasurementEvents(instrument, metric);
        else
            LogNameTaken(instrument.Name, instrument.Meter.Name, made.Name, metric.Type);
    }

    [LoggerMessage(5101, LogLevel.Warning, "An instrument could not be asked for its value")]
    private partial void LogObservableFailed(Exception error);

    [LoggerMessage(5102, LogLevel.Warning,
        "The instrument {Instrument} of meter {Meter} is not exposed: {Metric} is already the name of another {Type}")]
    private partial void LogNameTaken(string instrument, string meter, string metric, string type);
}
