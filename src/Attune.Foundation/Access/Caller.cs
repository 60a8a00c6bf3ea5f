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
    string? CredentialId)
{
    /// <summary>The role of somebody who may ask the guide and do nothing else.</summary>
    public const string VisitorRole = "visitor";

    /// <summary>A connection that has not said yet whose it is; it may do nothing.</summary>
    public static Caller Nobody { get; } = new("", "", CallerKind.Person, [], [], null, null) { Rights = RightSet.None };

    /// <summary><see cref="Scopes"/>, compiled; null means no limit.</summary>
    public RightSet? Rights { get; init; }

    /// <summary>Groups that the principal belongs to.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>What a credential and those that renew it have in common; null in local mode.</summary>
    public string? Session { get; init; }

    /// <summary>When the credential was made (UTC): a revocation concerns those made before it.</summary>
    public DateTimeOffset IssuedAt { get; init; }

    /// <summary>When a live connection is reminded to renew the credential (UTC); null for never.</summary>
    public DateTimeOffset? RenewFrom { get; init; }

    /// <summary>When a live connection ends unless the credential was renewed (UTC), a little after it expires.</summary>
    public DateTimeOffset? EndsAt { get; init; }
}
