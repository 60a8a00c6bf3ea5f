namespace Attune.Contracts.Realtime;

/// <summary>The counters of <c>GET /v2/realtime/metrics</c> since the start of this process.</summary>
/// <param name="ActiveConnections">Connections open now.</param>
/// <param name="TotalConnections">Connections ever opened.</param>
/// <param name="EventsDelivered">Events written to a connection, counted once per recipient.</param>
/// <param name="EventsBroadcast">Events committed to the log, counted once per event.</param>
/// <param name="EventsByService">Events committed, by topic; the largest 100 topics.</param>
/// <param name="ErrorCount">Error frames sent and failed HTTP publishes.</param>
/// <param name="CompressedMessages">Deflated deliveries.</param>
/// <param name="MissedEventsReplayed">Events delivered from before the moment of subscribing.</param>
/// <param name="ConnectionPoolStats">Connections and subscriptions.</param>
/// <param name="EventsBuffered">Events held in the memory ring now.</param>
/// <param name="OpenTopics">Topics open beyond the configured services.</param>
/// <param name="SlowConsumers">Connections that are behind the memory ring now.</param>
/// <param name="BatchesSent">Writes that carried more than one frame.</param>
/// <param name="GapsTold">Gap frames sent.</param>
/// <param name="GapsRepaired">Gaps that this node closed by itself.</param>
/// <param name="BytesSaved">Bytes that compression kept off the wire.</param>
public sealed record RealtimeMetrics(
    long ActiveConnections,
    long TotalConnections,
    long EventsDelivered,
    long EventsBroadcast,
    IReadOnlyDictionary<string, long> EventsByService,
    long ErrorCount,
    long CompressedMessages,
    long MissedEventsReplayed,
    ConnectionPoolStats ConnectionPoolStats,
    long EventsBuffered,
    long OpenTopics,
    long SlowConsumers,
    long BatchesSent,
    long GapsTold,
    long GapsRepaired,
    long BytesSaved);
