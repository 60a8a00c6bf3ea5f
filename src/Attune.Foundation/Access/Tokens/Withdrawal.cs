namespace Attune.Foundation.Access.Tokens;

/// <summary>What a revocation takes away.</summary>
/// <param name="Term">From which credentials, and for how long that matters.</param>
/// <param name="Denied">Which rights; null for all.</param>
internal sealed record Withdrawal(RevocationTerm Term, RightSet? Denied)
{
    /// <summary>Does it take this from a credential of that age?</summary>
    /// <param name="issuedAt">When the credential was made.</param>
    /// <param name="verb">The right; null asks whether everything is taken.</param>
    /// <param name="resource">With what.</param>
    public bool Takes(DateTimeOffset issuedAt, string? verb, string resource) => issuedAt <= Term.Before
        && (Denied is null || (verb is not null && Denied.Forbids(verb, resource)));
}
