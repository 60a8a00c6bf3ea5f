namespace Attune.Companion.Personas;

/// <summary>What a persona is for.</summary>
internal enum PersonaKind
{
    /// <summary>Answers from documents and from nothing else.</summary>
    Guide,

    /// <summary>Talks with a person, and answers from documents when asked.</summary>
    Companion,
}
