namespace Attune.Contracts.Realtime;

/// <summary>Where an event now stands in the log. Sent after the durability class of its topic is met.</summary>
/// <param name="Seq">Its number within the domain, from 1.</param>
/// <param name="Generation">The incarnation of the log that the number belongs to.</param>
/// <param name="Id">The event's id, given or made.</param>
public sealed record PublishReply(long Seq, string Generation, string Id);
