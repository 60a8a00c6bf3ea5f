namespace Attune.Language.Crisis;

/// <summary>What a crisis is about. Of several in one text the earlier one in this list is told.</summary>
public enum CrisisCategory
{
    /// <summary>Somebody wants to die.</summary>
    Suicide,

    /// <summary>Somebody may hurt or kill others.</summary>
    Harm,

    /// <summary>Somebody is beaten, raped, threatened, held or exploited.</summary>
    Abuse,

    /// <summary>Somebody hurts themselves.</summary>
    SelfHarm,
}
