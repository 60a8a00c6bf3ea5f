namespace Attune.Realtime.Sessions;

/// <summary>How far a client is in one domain.</summary>
/// <param name="Domain">The counter; empty in tokens of the first releases, which knew only the organisation's own.</param>
/// <param name="Generation">The incarnation of its log.</param>
/// <param name="Seq">Everything up to here has been delivered.</param>
internal readonly record struct DomainPosition(string Domain, string Generation, long Seq);
