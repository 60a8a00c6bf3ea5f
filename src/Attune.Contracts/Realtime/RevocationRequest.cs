namespace Attune.Contracts.Realtime;

/// <summary>Withdraws what tokens allow that were issued until now. Exactly one of the first three fields is given.</summary>
/// <param name="Principal">All tokens of this principal.</param>
/// <param name="Session">All tokens of this session.</param>
/// <param name="Token">The token with this id.</param>
/// <param name="Deny">Only these rights, for example <c>subscribe:persona:mia</c>; everything if absent.</param>
public sealed record RevocationRequest(
    string? Principal = null, string? Session = null, string? Token = null, IReadOnlyList<string>? Deny = null);
