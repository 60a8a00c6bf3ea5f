namespace Attune.Foundation.Access.Tokens;

/// <summary>Whose credentials a revocation is about.</summary>
/// <param name="Organisation">The organisation.</param>
/// <param name="Kind">principal, session or token.</param>
/// <param name="Subject">Its name or id.</param>
internal readonly record struct RevocationKey(string Organisation, string Kind, string Subject)
{
    public const string OfPrincipal = "principal";
    public const string OfSession = "session";
    public const string OfToken = "token";

    /// <param name="organisation">The organisation.</param>
    /// <param name="revocation">With exactly one subject.</param>
    public static RevocationKey Of(string organisation, Revocation revocation) => new(
        organisation,
        revocation.Principal is not null ? OfPrincipal : revocation.Session is not null ? OfSession : OfToken,
        revocation.Subject!);
}
