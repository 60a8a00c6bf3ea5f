using System.Text.RegularExpressions;

namespace Attune.Language.Tones.Rewriting;

/// <summary>Terms that a child may not know, each with a sentence that explains it.</summary>
internal sealed class Glossary
{
    private readonly IReadOnlyList<Entry> _entries;

    private Glossary(string name, bool wholeWords) =>
        _entries = [.. PhraseTable.Read(name).Select(entry => new Entry(Pattern(entry.From, wholeWords), entry.From, entry.To))];

    public static Glossary English { get; } = new("Tones/terms-english.words", wholeWords: true);

    public static Glossary Chinese { get; } = new("Tones/terms-chinese.words", wholeWords: false);

    /// <summary>The sentences for the terms in a text, each only once; what was explained is added to the set.</summary>
    /// <param name="text">The text.</param>
    /// <param name="explained">What was explained before.</param>
    /// <param name="pointing">這是 instead of the term at the beginning: the term is not written twice.</param>
    public IReadOnlyList<string> Explain(string text, HashSet<string> explained, bool pointing = false) =>
        [.. _entries.Where(entry => !explained.Contains(entry.Sentence) && entry.Pattern.IsMatch(text))
            .Where(entry => explained.Add(entry.Sentence))
            .Select(entry => pointing && entry.IsPlainSentence ? "這" + entry.Explanation : entry.Sentence)];

    /// <summary>The sentence of the first term that stands in a text without it; null when there is none.</summary>
    public string? FirstUnexplained(string text)
    {
        foreach (var entry in _entries)
        {
            if (!text.Contains(entry.Explanation, StringComparison.Ordinal) && entry.Pattern.IsMatch(text))
                return entry.Sentence;
        }

        return null;
    }

    private static Regex Pattern(string term, bool wholeWords) => new(
        wholeWords ? $@"\b{Regex.Escape(term)}s?\b" : Regex.Escape(term),
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private sealed record Entry(Regex Pattern, string Term, string Sentence)
    {
        /// <summary>The sentence without the term that it may begin with.</summary>
        public string Explanation =>
            Sentence.StartsWith(Term, StringComparison.Ordinal) ? Sentence[Term.Length..] : Sentence;

        /// <summary>The term is something: 這 can stand for it.</summary>
        public bool IsPlainSentence => Explanation.Length < Sentence.Length && Explanation[0] == '是';
    }
}
