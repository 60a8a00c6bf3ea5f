namespace Attune.Contracts.Realtime;

/// <summary>A connection as the inspector shows it.</summary>
/// <param name="Session">Its id, also told in the ack.</param>
/// <param name="Principal">Who it belongs to.</param>
/// <param name="Transport"><c>websocket</c>, <c>sse</c>, <c>poll</c> or <c>http</c>.</param>
/// <param name="OpenedAt">When it was opened (UTC).</param>
/// <param name="Topics">Topics it follows, at most 50 of them.</param>
/// <param name="Streams">AI streams it views.</param>
/// <param name="EventsDelivered">Events written to it.</param>
/// <param name="LagEvents">Events committed to its topics but not yet written to it.</param>
/// <param name="LagBytes">Bytes of those events in the log.</param>
public sealed record ConnectionView(
    string Session,
    string Principal,
    string Transport,
    DateTimeOffset OpenedAt,
    IReadOnlyList<string> Topics,
    int Streams,
    long EventsDelivered,
    long LagEvents,
    long LagBytes);
