namespace Attune.Foundation.Outbox;

/// <summary>An event that is published after the change it tells of was committed.</summary>
/// <param name="Id">Unique; publishing it again changes nothing.</param>
/// <param name="Organisation">Whose stream.</param>
/// <param name="Topic">Where it goes.</param>
/// <param name="Type">What kind of event it is.</param>
/// <param name="Data">Its payload: one JSON value.</param>
/// <param name="CorrelationId">Finds the call that caused it in the log; null when there was none.</param>
public sealed record OutboxEvent(
    string Id, string Organisation, string Topic, string Type, string Data, string? CorrelationId = null);
