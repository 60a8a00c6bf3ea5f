namespace Attune.Foundation.Access;

/// <summary>Who is calling. Made once at the edge, shared by everything a request or connection does.</summary>
/// <param name="Organisation">Every table, log and limit is per organisation.</param>
/// <param name="Principal">The person, key or service within the organisation.</param>
/// <param name="Kind">What the principal is.</param>
/// <param name="Roles">Roles within the organisation.</param>
/// <param name="Scopes">What the credential was limited to; empty means no limit.</param>
/// <param name="ExpiresAt">When the credential ends (UTC); null means with the process.</param>
/// <param name="CredentialId">Which credential, so that it can be revoked; null in local mode.</param>
public sealed record Caller(
    string Organisation,
    string Principal,
    CallerKind Kind,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> Scopes,
    DateTimeOffset? ExpiresAt,
    string? CredentialId);
