using Attune.Contracts;
using Attune.Contracts.Personas;
using Attune.Language;

namespace Attune.Companion.Personas;

/// <summary>How a persona goes over the wire.</summary>
internal static class PersonaMapping
{
    public static PersonaView ToView(this Persona persona) => new(
        persona.Id, persona.English.Name, persona.Kind == PersonaKind.Guide ? "guide" : "companion", persona.Hue,
        new Dictionary<string, PersonaTextView>
        {
            [TextLanguage.English.Tag] = ToView(persona.English),
            [TextLanguage.TraditionalChinese.Tag] = ToView(persona.Chinese),
        });

    /// <summary>All personas; they are few, so there is one page.</summary>
    public static ItemList<PersonaView> ToList(IReadOnlyList<Persona> personas) =>
        new([.. personas.Select(ToView)], null);

    private static PersonaTextView ToView(PersonaTexts texts) => new(texts.Name, texts.Title, texts.About, texts.Starters);
}
