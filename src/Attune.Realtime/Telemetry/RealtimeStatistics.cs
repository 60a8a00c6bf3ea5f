using Attune.Contracts.Realtime;
using Attune.Foundation.Failures;
using Attune.Realtime.Delivery;
using Attune.Realtime.Streams;

namespace Attune.Realtime.Telemetry;

/// <summary>The figures of <c>GET /v2/realtime/metrics</c>, joined from what the shards have counted.</summary>
internal sealed class RealtimeStatistics(IStreamEngine engine, DeliveryHub hub, TopicRules rules)
{
    private const int MaxServices = 100;

    public long EventsBroadcast => engine.CommittedEvents;

    public long ActiveConnections => hub.Shards.Sum(shard => (long)shard.ConnectionCount);

    public long Sum(Func<DeliveryCounters, long> counter) => hub.Shards.Sum(shard => counter(shard.Counters));

    /// <summary>Handshakes refused since the start of the process, by error.</summary>
    public IReadOnlyDictionary<string, long> Rejected => hub.Shards.SelectMany(shard => shard.Counters.Rejected)
        .GroupBy(pair => pair.Key, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Sum(pair => pair.Value), StringComparer.Ordinal);

    public async ValueTask<Outcome<RealtimeMetrics>> ReadAsync(CancellationToken cancellation)
    {
        var organisations = await hub.AskAsync(shard => shard.Organisations, cancellation);
        var byOrganisation = organisations.CountBy(name => name).ToDictionary(pair => pair.Key, pair => (long)pair.Value);
        var pool = new ConnectionPoolStats(rules.Services.Count, ActiveConnections, byOrganisation.Count, byOrganisation);
        return new RealtimeMetrics(
            ActiveConnections,
            hub.TotalConnections,
            Sum(counters => counters.Events),
            EventsBroadcast,
            engine.EventsByTopic(MaxServices),
            Sum(counters => counters.Errors),
            Sum(counters => counters.Compressed),
            Sum(counters => counters.Replayed),
            pool,
            engine.BufferedFrames,
            engine.OpenTopics - rules.Services.Count,
            Sum(counters => counters.Slow),
            Sum(counters => counters.Batches),
            Sum(counters => counters.Gaps),
            GapsRepaired: 0,
            Sum(counters => counters.Saved));
    }
}
