using System.Diagnostics.Metrics;
using Attune.Realtime.Protocol;

namespace Attune.Realtime.Telemetry;

/// <summary>The distributions that delivery measures. Shared by all shards; each has a <see cref="DeliveryMeter"/>.</summary>
internal sealed class DeliveryInstruments : IDisposable
{
    private const int WritesPerSample = 32;

    private readonly Meter _meter = new(RealtimeMeters.Name);
    private readonly Histogram<double> _latency;
    private readonly Histogram<int> _frames;
    private readonly Histogram<double> _roundTrip;
    private readonly TimeProvider _clock;

    public DeliveryInstruments(TimeProvider clock)
    {
        _clock = clock;
        _latency = _meter.CreateHistogram<double>("attune.realtime.delivery.latency", "s",
            "Time from the publishing of an event until it was written to a connection; of a sample of the writes, live events "
            + "only.");
        _frames = _meter.CreateHistogram<int>("attune.realtime.write.frames", "{frame}",
            "Frames that went out in one write; of a sample of the writes.");
        _roundTrip = _meter.CreateHistogram<double>("attune.realtime.ping.round_trip", "s",
            "Time from a ping until its pong; of at most one connection per shard and second.");
    }

    /// <summary>A meter for one shard.</summary>
    /// <param name="writesPerSample">Measures one of so many writes, 1 or more.</param>
    public DeliveryMeter ForShard(int writesPerSample = WritesPerSample) => new(this, _clock, writesPerSample);

    public bool Owns(Instrument instrument) => instrument.Meter == _meter;

    public void Wrote(int frames) => _frames.Record(frames);

    /// <param name="publishedAt">Unix microseconds. A clock that was set back meanwhile makes it no time at all.</param>
    public void Delivered(long publishedAt) => _latency.Record(Math.Max(0, WireTime.SecondsSince(publishedAt, _clock)));

    public void Answered(TimeSpan after) => _roundTrip.Record(after.TotalSeconds);

    public void Dispose() => _meter.Dispose();
}
