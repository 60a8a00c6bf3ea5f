using System.Text.RegularExpressions;

namespace Attune.Language.Tones.Rewriting;

/// <summary>Terms that a child may not know, each with a sentence that explains it.</summary>
internal sealed class Glossary
{
    private readonly IReadOnlyList<(Regex Term, string Sentence)> _entries;

    private Glossary(string name, bool wholeWords) =>
        _entries = [.. PhraseTable.Read(name).Select(entry => (Pattern(entry.From, wholeWords), entry.To))];

    public static Glossary English { get; } = new("Tones/terms-english.words", wholeWords: true);

    public static Glossary Chinese { get; } = new("Tones/terms-chinese.words", wholeWords: false);

    /// <summary>The sentences for the terms in a text, each only once; what was explained is added to the set.</summary>
    public IReadOnlyList<string> Explain(string text, HashSet<string> explained) =>
        [.. _entries.Where(entry => !explained.Contains(entry.Sentence) && entry.Term.IsMatch(text))
            .Select(entry => entry.Sentence).Where(explained.Add)];

    /// <summary>The sentence of the first term that stands in a text without it; null when there is none.</summary>
    public string? FirstUnexplained(string text)
    {
        foreach (var (term, sentence) in _entries)
        {
            if (!text.Contains(sentence, StringComparison.Ordinal) && term.IsMatch(text))
                return sentence;
        }

        return null;
    }

    private static Regex Pattern(string term, bool wholeWords) => new(
        wholeWords ? $@"\b{Regex.Escape(term)}s?\b" : Regex.Escape(term),
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);
}
