namespace Attune.Language.Tones;

/// <summary>Everything that may decide about a tone. Whatever is absent is null.</summary>
public sealed record ToneInputs
{
    /// <summary>What the visitor chose.</summary>
    public Tone? Visitor { get; init; }

    /// <summary>What the persona is locked to.</summary>
    public Tone? PersonaLock { get; init; }

    /// <summary>The age that the visitor stated.</summary>
    public AgeBand? DeclaredAge { get; init; }

    /// <summary>
    /// How the visitor looks, in English or Chinese. Outside text: only its first
    /// <see cref="ToneSelection.LongestDescription"/> characters are read.
    /// </summary>
    public string? Description { get; init; }
}
