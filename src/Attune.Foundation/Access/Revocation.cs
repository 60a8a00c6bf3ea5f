namespace Attune.Foundation.Access;

/// <summary>Withdraws credentials that were issued until now. Exactly one of the first three is not null.</summary>
/// <param name="Principal">All of this principal's.</param>
/// <param name="Session">All of this session.</param>
/// <param name="CredentialId">This one.</param>
/// <param name="Denied">Only these rights; null for everything.</param>
public sealed record Revocation(
    string? Principal, string? Session, string? CredentialId, IReadOnlyList<string>? Denied)
{
    /// <summary>The one value that is given; null when there is none or more than one.</summary>
    public string? Subject => (Principal, Session, CredentialId) switch
    {
        ({ Length: > 0 } principal, null, null) => principal,
        (null, { Length: > 0 } session, null) => session,
        (null, null, { Length: > 0 } credential) => credential,
        _ => null,
    };
}
