namespace Attune.Foundation.Outbox;

/// <summary>An event in the outbox.</summary>
/// <param name="Position">Its place: events of a topic are published in this order.</param>
/// <param name="Event">The event.</param>
public sealed record WaitingEvent(long Position, OutboxEvent Event);
