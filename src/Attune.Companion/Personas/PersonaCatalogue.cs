namespace Attune.Companion.Personas;

/// <summary>The personas that come with the program, read from their files when first asked for.</summary>
internal static class PersonaCatalogue
{
    private static readonly Lazy<IReadOnlyList<Persona>> Personas = new(() =>
    [
        Load("guide", PersonaKind.Guide, 75, new PersonaTraits(.5f, .4f, .1f, .2f, .5f, .4f)),
        Load("mia", PersonaKind.Companion, 25, new PersonaTraits(.9f, .7f, .6f, .8f, .4f, .7f)),
        Load("solene", PersonaKind.Companion, 290, new PersonaTraits(.6f, .6f, .2f, .8f, .5f, .5f)),
        Load("lyra", PersonaKind.Companion, 195, new PersonaTraits(.7f, .9f, .5f, .9f, .3f, .6f)),
        Load("doc", PersonaKind.Companion, 145, new PersonaTraits(.4f, .5f, .2f, .2f, .7f, .5f)),
    ]);

    /// <summary>All of them, in the order in which they are shown.</summary>
    public static IReadOnlyList<Persona> All => Personas.Value;

    /// <summary>The persona of an id, or null.</summary>
    public static Persona? Find(string id) => All.FirstOrDefault(persona => persona.Id == id);

    private static Persona Load(string id, PersonaKind kind, int hue, PersonaTraits traits) => new(id, kind, hue, traits,
        PersonaTexts.From(TextBank.Load($"Personas/{id}.en.txt")),
        PersonaTexts.From(TextBank.Load($"Personas/{id}.zh-Hant.txt")));
}
