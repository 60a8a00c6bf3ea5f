namespace Attune.Contracts.Realtime;

/// <summary>How a drain stands.</summary>
/// <param name="Draining">No new connection is let in.</param>
/// <param name="Connections">Connections that are still open.</param>
public sealed record DrainView(bool Draining, long Connections);
