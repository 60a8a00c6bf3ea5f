using System.Text;
using Attune.Language.Terms;

namespace Attune.Language.Search;

/// <summary>
/// What somebody searches for: words, phrases in quotation marks (<c>"opening hours"</c>, 「開放時間」), and beginnings of
/// words (<c>muse*</c>). A mark that nothing closes and a star that follows no word mean nothing.
/// </summary>
/// <param name="Words">The words to rank by, those of the phrases with them, without the prefixes.</param>
/// <param name="Phrases">Each must stand in what is found, word by word.</param>
/// <param name="Prefixes">Beginnings of words, at least two letters or digits each.</param>
public sealed record SearchQuery(string Words, IReadOnlyList<string> Phrases, IReadOnlyList<string> Prefixes)
{
    /// <summary>Phrases, and prefixes, beyond this number are ordinary words.</summary>
    public const int Most = 8;

    private const string OpeningMarks = "\"“「『";
    private const string ClosingMarks = "\"”」』";

    /// <summary>True for words alone.</summary>
    public bool IsPlain => Phrases.Count == 0 && Prefixes.Count == 0;

    /// <summary>Reads a query as a person writes it.</summary>
    public static SearchQuery Parse(string text)
    {
        var words = new StringBuilder(text.Length);
        var phrases = new List<string>();
        var prefixes = new List<string>();
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '*' && prefixes.Count < Most && PrefixBefore(words) is { } prefix)
            {
                prefixes.Add(prefix);
                words.Length -= prefix.Length;
            }
            else if (phrases.Count < Most && PhraseAt(text, at) is { Length: > 0 } phrase)
            {
                phrases.Add(phrase);
                words.Append(' ').Append(phrase).Append(' ');
                at += phrase.Length + 1;
            }
            else
            {
                words.Append(text[at]);
            }
        }

        return new SearchQuery(words.ToString(), phrases, prefixes);
    }

    /// <summary>What stands between marks; null when none opens here, none closes it, or there is no word in between.</summary>
    private static string? PhraseAt(string text, int at)
    {
        var mark = OpeningMarks.IndexOf(text[at], StringComparison.Ordinal);
        var end = mark < 0 ? -1 : text.IndexOf(ClosingMarks[mark], at + 1);
        if (end < 0)
            return null;
        var phrase = text[(at + 1)..end];
        return PhraseMatcher.TermsOf(phrase).Count > 0 ? phrase : null;
    }

    /// <summary>The letters and digits that were read last, if they can be a prefix.</summary>
    private static string? PrefixBefore(StringBuilder words)
    {
        var start = words.Length;
        while (start > 0 && char.IsLetterOrDigit(words[start - 1]) && !GramScript.Contains(new Rune(words[start - 1])))
            start--;
        var length = words.Length - start;
        return length < WordBeginnings.Shortest ? null : words.ToString(start, length);
    }
}
