using Attune.Language;

namespace Attune.Companion.Personas;

/// <summary>Someone to talk to: always an AI, never posing as a person.</summary>
/// <param name="Id">Its id, as the API names it.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Hue">Its accent colour as a hue of OKLCH, 0 to 360 degrees.</param>
/// <param name="Traits">Its temper.</param>
/// <param name="English">Its English words.</param>
/// <param name="Chinese">Its words in Traditional Chinese.</param>
internal sealed record Persona(
    string Id, PersonaKind Kind, int Hue, PersonaTraits Traits, PersonaTexts English, PersonaTexts Chinese)
{
    /// <summary>Its words in a language.</summary>
    public PersonaTexts In(TextLanguage language) => language == TextLanguage.TraditionalChinese ? Chinese : English;
}
