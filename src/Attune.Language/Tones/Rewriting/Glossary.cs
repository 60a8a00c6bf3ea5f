using System.Text.RegularExpressions;

namespace Attune.Language.Tones.Rewriting;

/// <summary>Terms that a child may not know, each with a sentence that explains it.</summary>
internal sealed class Glossary
{
    private readonly IReadOnlyList<(string Term, string Sentence)> _entries;
    private readonly bool _wholeWords;

    private Glossary(string name, bool wholeWords) => (_entries, _wholeWords) = (PhraseTable.Read(name), wholeWords);

    public static Glossary English { get; } = new("Tones/terms-english.words", wholeWords: true);

    public static Glossary Chinese { get; } = new("Tones/terms-chinese.words", wholeWords: false);

    /// <summary>The sentences for the terms in a text, each only once; what was explained is added to the set.</summary>
    public IEnumerable<string> Explain(string text, HashSet<string> explained) =>
        _entries.Where(entry => !explained.Contains(entry.Sentence) && Stands(entry.Term, text))
            .Select(entry => entry.Sentence).Where(explained.Add).ToList();

    /// <summary>The first term that stands in a text without its sentence; null when there is none.</summary>
    public string? FirstUnexplained(string text)
    {
        foreach (var (term, sentence) in _entries)
        {
            if (Stands(term, text) && !text.Contains(sentence, StringComparison.Ordinal))
                return term;
        }

        return null;
    }

    private bool Stands(string term, string text) => _wholeWords
        ? Regex.IsMatch(text, $@"\b{Regex.Escape(term)}s?\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)
        : text.Contains(term, StringComparison.Ordinal);
}
