namespace Attune.Contracts.Personas;

/// <summary>Someone to talk to. Every persona is an AI and says so.</summary>
/// <param name="Id">Its id, as conversations name it.</param>
/// <param name="Name">What it is called in English; <see cref="Texts"/> holds the name per language.</param>
/// <param name="Kind"><c>guide</c> (answers from documents only) or <c>companion</c> (talks as well).</param>
/// <param name="Hue">Its accent colour as a hue of OKLCH, 0 to 360 degrees.</param>
/// <param name="Texts">What it says about itself, by language tag: <c>en</c> and <c>zh-Hant</c>.</param>
public sealed record PersonaView(
    string Id, string Name, string Kind, int Hue, IReadOnlyDictionary<string, PersonaTextView> Texts);
