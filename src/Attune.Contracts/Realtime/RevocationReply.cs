namespace Attune.Contracts.Realtime;

/// <summary>A revocation that is in force.</summary>
/// <param name="Before">Tokens issued up to this moment are concerned (UTC).</param>
/// <param name="Until">When it is forgotten: every such token has expired by then (UTC).</param>
public sealed record RevocationReply(DateTimeOffset Before, DateTimeOffset Until);
