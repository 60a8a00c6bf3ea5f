namespace Attune.Foundation.Access;

/// <summary>How rights changed.</summary>
public enum AccessChangeKind
{
    /// <summary>The credential no longer counts: close what it opened.</summary>
    Revoked,

    /// <summary>Something is no longer allowed: ask <see cref="IAccess.AllowAsync"/> again.</summary>
    Narrowed,

    /// <summary>The credential lives longer than before.</summary>
    Refreshed,
}
