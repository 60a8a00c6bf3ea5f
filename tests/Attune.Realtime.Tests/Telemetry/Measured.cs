using System.Diagnostics.Metrics;
using Attune.Realtime.Telemetry;

namespace Attune.Realtime.Tests.Telemetry;

/// <summary>The instruments of one test and what they were told, whatever else measures in this process.</summary>
internal sealed class Measured : IDisposable
{
    private readonly Lock _gate = new();
    private readonly MeterListener _listener = new();
    private readonly List<(string Instrument, double Value)> _values = [];
    private readonly SemaphoreSlim _came = new(0);
    private DeliveryInstruments? _instruments;

    public DeliveryInstruments Start(TimeProvider clock)
    {
        var instruments = _instruments = new DeliveryInstruments(clock);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instruments.Owns(instrument))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Add(instrument.Name, value));
        _listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => Add(instrument.Name, value));
        _listener.Start();
        return instruments;
    }

    /// <summary>What an instrument was told, in order.</summary>
    public IReadOnlyList<double> Of(string instrument)
    {
        lock (_gate)
            return [.. _values.Where(value => value.Instrument == instrument).Select(value => value.Value)];
    }

    /// <summary>Waits until an instrument was told so many values.</summary>
    public async Task<IReadOnlyList<double>> UntilAsync(string instrument, int count)
    {
        while (Of(instrument).Count < count)
        {
            var hasCome = await _came.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
            Assert.True(hasCome, $"{instrument} has only {Of(instrument).Count} values.");
        }

        return Of(instrument);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _instruments?.Dispose();
        _came.Dispose();
    }

    private void Add(string instrument, double value)
    {
        lock (_gate)
            _values.Add((instrument, value));
        _came.Release();
    }
}
