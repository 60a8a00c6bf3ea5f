using Attune.Language;

namespace Attune.Companion.Personas;

/// <summary>
/// The first message to a language model: what always holds, then who speaks, then how. What must hold comes first, so that
/// it is read before a persona and never cut off.
/// </summary>
internal static class PersonaPrompt
{
    private static readonly Lazy<TextBank> English = new(() => TextBank.Load("Personas/prompt.en.txt"));
    private static readonly Lazy<TextBank> Chinese = new(() => TextBank.Load("Personas/prompt.zh-Hant.txt"));

    /// <summary>The system prompt of a persona.</summary>
    /// <param name="persona">Who speaks.</param>
    /// <param name="language">The language of the message that is answered.</param>
    public static string For(Persona persona, TextLanguage language)
    {
        var bank = (language == TextLanguage.TraditionalChinese ? Chinese : English).Value;
        var manner = bank.Text(persona.Kind == PersonaKind.Guide ? "style.guide" : "style.companion");
        return $"{bank.Text("safety")}\n\n{persona.In(language).Prompt}\n\n{manner}";
    }
}
