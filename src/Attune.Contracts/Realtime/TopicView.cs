namespace Attune.Contracts.Realtime;

/// <summary>A topic as the inspector shows it.</summary>
/// <param name="Topic">Its name.</param>
/// <param name="Domain">The counter that numbers its events.</param>
/// <param name="Durability"><c>memory</c>, <c>disk</c> or <c>synced</c>.</param>
/// <param name="Position">The seq of its newest event, 0 when it has none.</param>
/// <param name="Events">Events that can still be replayed.</param>
/// <param name="Bytes">Bytes of those events in the log.</param>
/// <param name="Subscribers">Connections that follow it on this node.</param>
/// <param name="LastAt">When its newest event was published (UTC).</param>
/// <param name="EventsPerSecond">Events published per second, over about the last ten seconds.</param>
public sealed record TopicView(
    string Topic,
    string Domain,
    string Durability,
    long Position,
    long Events,
    long Bytes,
    int Subscribers,
    DateTimeOffset? LastAt,
    double EventsPerSecond);
