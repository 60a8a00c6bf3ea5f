namespace Attune.Foundation.Access.Tokens;

/// <summary>What a token says, once its signature was found to be right.</summary>
/// <param name="Organisation">Claim <c>org</c>: 1 to 64 characters of <c>a-z 0-9 . _ -</c>, the first a letter or digit.</param>
/// <param name="Principal">Claim <c>sub</c>: 1 to 128 characters.</param>
/// <param name="Id">Claim <c>jti</c>: names this token in a revocation.</param>
/// <param name="Session">Claim <c>sid</c>: what it has in common with the tokens that renew it; the id if absent.</param>
/// <param name="IssuedAt">Claim <c>iat</c> (UTC).</param>
/// <param name="NotBefore">Claim <c>nbf</c> (UTC), at least <paramref name="IssuedAt"/>.</param>
/// <param name="ExpiresAt">Claim <c>exp</c> (UTC), after <paramref name="IssuedAt"/>.</param>
/// <param name="Groups">Claim <c>groups</c>, at most 32.</param>
/// <param name="Allow">Claim <c>allow</c>: rights, at most <see cref="RightSet.MaxRights"/>.</param>
/// <param name="Claims">Every claim that is a text, for <c>{claim.name}</c> in rights.</param>
internal sealed record AccessToken(
    string Organisation,
    string Principal,
    string Id,
    string Session,
    DateTimeOffset IssuedAt,
    DateTimeOffset NotBefore,
    DateTimeOffset ExpiresAt,
    IReadOnlyList<string> Groups,
    IReadOnlyList<string> Allow,
    IReadOnlyDictionary<string, string> Claims);
