namespace Attune.Language.Tones;

/// <summary>How the guide speaks to a visitor. <see cref="ToneNames"/> has the names that go over the wire.</summary>
public enum Tone
{
    /// <summary>For children: short sentences, everyday words, questions back.</summary>
    ChildFriendly,

    /// <summary>For older visitors: calm, respectful, one thing per line, no jargon.</summary>
    ElderFriendly,

    /// <summary>For visitors on business: precise, formal address, no ornament.</summary>
    ProfessionalFriendly,

    /// <summary>For everybody else, and whenever nothing is known: relaxed everyday words.</summary>
    CasualFriendly,
}
