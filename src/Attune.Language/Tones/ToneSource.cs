namespace Attune.Language.Tones;

/// <summary>What a tone was chosen by, strongest first.</summary>
public enum ToneSource
{
    /// <summary>The visitor asked for it.</summary>
    Visitor,

    /// <summary>The persona always speaks so.</summary>
    Persona,

    /// <summary>The visitor stated an age band.</summary>
    DeclaredAge,

    /// <summary>Read from the description of the visitor.</summary>
    Description,

    /// <summary>Nothing said enough.</summary>
    Fallback,
}
