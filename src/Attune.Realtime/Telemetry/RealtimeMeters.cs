using System.Diagnostics.Metrics;
using Attune.Realtime.Admission;
using Attune.Realtime.Presence;
using Attune.Realtime.Protocol;
using Attune.Realtime.Streams;
using Attune.Realtime.Subscriptions;
using Microsoft.Extensions.Hosting;

namespace Attune.Realtime.Telemetry;

/// <summary>
/// The stream core's instruments. They are read from what is counted anyway: no measurement costs a delivery anything.
/// Nobody asks for them, so they are started with the server.
/// </summary>
internal sealed class RealtimeMeters(
    RealtimeStatistics statistics, IStreamEngine engine, AdmissionControl admission, PresenceDesk presence)
    : IHostedService, IDisposable
{
    public const string Name = "Attune.Realtime";

    private readonly Meter _meter = new(Name);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Gauge("attune.realtime.connections", "Connections open now.", () => statistics.ActiveConnections);
        Counter("attune.realtime.events.committed", "Events committed to the log.", () => statistics.EventsBroadcast);
        Counter("attune.realtime.events.delivered", "Events written to a connection, once per recipient.",
            () => statistics.Sum(counters => counters.Events));
        Counter("attune.realtime.events.replayed", "Events delivered from before the moment of subscribing.",
            () => statistics.Sum(counters => counters.Replayed));
        Counter("attune.realtime.writes", "Writes to connections.", () => statistics.Sum(counters => counters.Writes));
        Counter("attune.realtime.writes.batched", "Writes that carried more than one frame.",
            () => statistics.Sum(counters => counters.Batches));
        Counter("attune.realtime.bytes.written", "Bytes written to connections.",
            () => statistics.Sum(counters => counters.Bytes));
        Counter("attune.realtime.messages.compressed", "Deflated frames written to a connection, once per recipient.",
            () => statistics.Sum(counters => counters.Compressed));
        Counter("attune.realtime.bytes.saved", "Bytes that compression kept off the wire.",
            () => statistics.Sum(counters => counters.Saved));
        Counter("attune.realtime.compression.in.bytes", "Bytes of the frames that went out deflated, before it.",
            () => statistics.Sum(counters => counters.Plain));
        Counter("attune.realtime.compression.out.bytes", "Bytes of the frames that went out deflated, as they went out.",
            () => statistics.Sum(counters => counters.Deflated));
        Counter("attune.realtime.frames.deflated", "Event frames deflated, once for all recipients.",
            () => engine.DeflatedFrames);
        Counter("attune.realtime.events.skipped",
            "Events that slow readers did not get because their topic conflates or drops; each reader was told.",
            () => statistics.Sum(counters => counters.Skipped));
        Counter("attune.realtime.gaps.told", "Gap frames sent.", () => statistics.Sum(counters => counters.Gaps));
        Counter("attune.realtime.errors", "Error frames sent.", () => statistics.Sum(counters => counters.Errors));
        _meter.CreateObservableCounter("attune.realtime.refused", admission.Refused.Measure, null,
            "Connections, publishes and appends refused, by reason: the scope of the limit and what it limits.");
        Gauge("attune.realtime.consumers.slow", "Connections that read from the log instead of the ring now.",
            () => statistics.Sum(counters => counters.Slow));
        Counter("attune.realtime.pings.missed", "Pings that had not been answered when the next one was due.",
            () => statistics.Sum(counters => counters.MissedPings));
        Counter("attune.realtime.streams.orphaned", "AI streams that lost their producer.", () => engine.OrphanedStreams);
        Gauge("attune.realtime.presence.topics", "Topics that know who is in them, now.", () => presence.Topics);
        Gauge("attune.realtime.topics", "Topics open now.", () => engine.OpenTopics);
        Gauge("attune.realtime.frames.buffered", "Frames in the memory rings now.", () => engine.BufferedFrames);
        Gauge("attune.realtime.log.bytes", "Bytes of all logs on disk now.", () => engine.LogBytes);
        ByReason();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _meter.Dispose();

    private void ByReason()
    {
        _meter.CreateObservableCounter("attune.realtime.consumers.slowed", SlowActions, null,
            "Times that a topic's policy was applied to a reader that was behind; with catchup, pages read from the log.");
        _meter.CreateObservableCounter("attune.realtime.recoveries", Recoveries, null,
            "Topics that a reader came back to with a position, by where what it had missed was found.");
        _meter.CreateObservableCounter("attune.realtime.handshakes.rejected", Rejected, null,
            "Frames refused before the handshake was accepted, and handshakes that did not come, by error.");
        _meter.CreateObservableGauge("attune.realtime.streams", Streams, null, "AI streams known now, by state.");
    }

    private IEnumerable<Measurement<long>> SlowActions() => Enum.GetValues<SlowReaderPolicy>().Select(policy => Of(
        statistics.Sum(counters => counters.SlowActions(policy)), "policy", policy switch
        {
            SlowReaderPolicy.Conflate => "conflate",
            SlowReaderPolicy.Drop => "drop",
            SlowReaderPolicy.Disconnect => "disconnect",
            _ => "catchup",
        }));

    private IEnumerable<Measurement<long>> Recoveries() => Enum.GetValues<RecoveryOutcome>().Select(outcome => Of(
        statistics.Sum(counters => counters.Recoveries(outcome)), "outcome", outcome switch
        {
            RecoveryOutcome.Ring => "ring",
            RecoveryOutcome.Log => "log",
            RecoveryOutcome.Gap => "gap",
            RecoveryOutcome.Rewind => "rewind",
            _ => "current",
        }));

    private IEnumerable<Measurement<long>> Streams() => engine.StreamsByState.Select(pair =>
        Of(pair.Value, "state", ServerFrames.StateName(pair.Key)));

    private IEnumerable<Measurement<long>> Rejected() => statistics.Rejected.Select(pair =>
        Of(pair.Value, "reason", pair.Key));

    private static Measurement<long> Of(long count, string tag, string value) =>
        new(count, new KeyValuePair<string, object?>(tag, value));

    private void Counter(string name, string description, Func<long> read) =>
        _meter.CreateObservableCounter(name, read, null, description);

    private void Gauge(string name, string description, Func<long> read) =>
        _meter.CreateObservableGauge(name, read, null, description);
}
