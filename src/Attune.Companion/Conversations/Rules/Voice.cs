using Attune.Companion.Personas;
using Attune.Language;

namespace Attune.Companion.Conversations.Rules;

/// <summary>What a persona has to say in a language: its own lines, and for the rest those that all share.</summary>
internal sealed class Voice(Persona persona, TextLanguage language)
{
    private static readonly Lazy<TextBank> English = new(() => TextBank.Load("Rules/common.en.txt"));
    private static readonly Lazy<TextBank> Chinese = new(() => TextBank.Load("Rules/common.zh-Hant.txt"));

    /// <summary>What stands between two sentences.</summary>
    public string Space => language == TextLanguage.TraditionalChinese ? "" : " ";

    /// <summary>The lines for an occasion, the persona's name filled in.</summary>
    /// <exception cref="InvalidOperationException">There are none: the file lacks a key.</exception>
    public IReadOnlyList<string> Lines(string occasion)
    {
        var own = OwnLines(occasion);
        if (own.Count == 0)
            own = (language == TextLanguage.TraditionalChinese ? Chinese : English).Value.Lines(occasion);
        if (own.Count == 0)
            throw new InvalidOperationException($"{persona.Id} has nothing to say to '{occasion}' in {language.Tag}.");
        return [.. own.Select(line => line.Replace("{name}", persona.In(language).Name, StringComparison.Ordinal))];
    }

    /// <summary>The persona's own lines; none when it leaves the occasion to all.</summary>
    public IReadOnlyList<string> OwnLines(string occasion) => persona.In(language).Lines.Lines(occasion);
}
