namespace Attune.Foundation.Access;

/// <summary>A caller's rights have changed while connections of theirs are open.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Organisation">Whose organisation.</param>
/// <param name="Principal">Who; null means everyone in the organisation.</param>
/// <param name="CredentialId">Which credential; null means all of the principal's.</param>
public sealed record AccessChange(AccessChangeKind Kind, string Organisation, string? Principal, string? CredentialId);
