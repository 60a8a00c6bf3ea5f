namespace Attune.Foundation.Access;

/// <summary>A caller's rights have changed while connections of theirs are open.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Organisation">Whose organisation.</param>
/// <param name="Principal">Who; null means everyone in the organisation.</param>
/// <param name="CredentialId">Which credential; null means all of the principal's.</param>
/// <param name="Session">Which session; null means all of them.</param>
public sealed record AccessChange(
    AccessChangeKind Kind, string Organisation, string? Principal, string? CredentialId, string? Session = null)
{
    /// <summary>May the rights of this caller be other than before?</summary>
    public bool Concerns(Caller caller) => caller.Organisation == Organisation
        && (Principal is null || caller.Principal == Principal)
        && (CredentialId is null || caller.CredentialId == CredentialId)
        && (Session is null || caller.Session == Session);
}
