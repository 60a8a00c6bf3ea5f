namespace Attune.Contracts.Realtime;

/// <summary>A new token.</summary>
/// <param name="Token">The secret itself; it is told once and kept nowhere.</param>
/// <param name="Id">Its id, by which it can be revoked.</param>
/// <param name="Session">The session that it begins; tokens that refresh it belong to it, too.</param>
/// <param name="ExpiresAt">When it ends (UTC).</param>
public sealed record TokenReply(string Token, string Id, string Session, DateTimeOffset ExpiresAt);
