namespace Attune.Language.Tones;

/// <summary>An age that visitors state themselves, in the bands that matter for the tone.</summary>
public enum AgeBand
{
    /// <summary>0 to 17 years.</summary>
    Child,

    /// <summary>18 to 64 years.</summary>
    Adult,

    /// <summary>65 years and older.</summary>
    Elder,
}
