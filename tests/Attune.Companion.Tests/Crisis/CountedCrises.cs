using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Attune.Companion.Tests.Crisis;

/// <summary>Listens to the counter of crises.</summary>
internal sealed class CountedCrises : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(string Category, string Language)> _counted = new();

    public CountedCrises()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "attune.companion.crises")
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>(
            (_, _, tags, _) => _counted.Enqueue((Tag(tags, "category"), Tag(tags, "language"))));
        _listener.Start();
    }

    /// <summary>The labels of each one, also of those that other tests count at the same time.</summary>
    public IReadOnlyCollection<(string Category, string Language)> Counted => _counted;

    public void Dispose() => _listener.Dispose();

    private static string Tag(ReadOnlySpan<KeyValuePair<string, object?>> tags, string key)
    {
        foreach (var tag in tags)
        {
            if (tag.Key == key)
                return (string)tag.Value!;
        }

        return "";
    }
}
