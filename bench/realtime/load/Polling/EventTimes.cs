using System.Diagnostics;
using RealtimeLoad.Load;

namespace RealtimeLoad.Polling;

/// <summary>When each event was meant to be published, and how long it took to reach one kind of client.</summary>
internal sealed class EventTimes
{
    private readonly List<long> _published = [0];

    public int Published => _published.Count - 1;

    public LatencyHistogram Pushed { get; } = new();

    public LatencyHistogram Polled { get; } = new();

    /// <summary>Numbers an event that is meant to be published at this stopwatch time.</summary>
    public int Publish(long due)
    {
        _published.Add(due);
        return _published.Count - 1;
    }

    /// <summary>Notes every event in what a client got.</summary>
    public void Receive(ReadOnlySpan<byte> text, Arrivals arrivals, LatencyHistogram latencies, long now)
    {
        while (text.IndexOf(Wire.MarkSign) is var at and >= 0)
        {
            var seq = Wire.ParseMark(text[(at + 1)..]);
            if (arrivals.Note(seq))
                latencies.Record((long)((now - _published[seq]) * 1_000_000.0 / Stopwatch.Frequency));
            text = text[(at + Wire.MarkLength)..];
        }
    }
}
