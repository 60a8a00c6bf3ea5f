using System.Text;
using System.Text.RegularExpressions;

namespace Attune.Language.Tones.Rewriting;

/// <summary>Replaces English phrases; names, quotations and addresses stay.</summary>
internal sealed partial class EnglishPhrases
{
    private readonly Dictionary<string, List<(string[] Words, string To)>> _byFirstWord;

    private EnglishPhrases(IEnumerable<(string From, string To)> phrases) =>
        _byFirstWord = phrases.Where(phrase => phrase.From != phrase.To)
            .Select(phrase => (Words: phrase.From.Split(' '), phrase.To))
            .GroupBy(phrase => phrase.Words[0])
            .ToDictionary(
                first => first.Key, first => first.OrderByDescending(phrase => phrase.Words.Length).ToList(),
                StringComparer.Ordinal);

    public static EnglishPhrases Simple { get; } = new(PhraseTable.Read("Tones/simple-english.words"));

    public static EnglishPhrases Formal { get; } = new(PhraseTable.Read("Tones/formal-english.words"));

    public static EnglishPhrases Contracted { get; } = new(EnglishContractions.All);

    public static EnglishPhrases Expanded { get; } = new(EnglishContractions.All.Select(pair => (pair.To, pair.From)));

    /// <summary>The text with every phrase replaced that it knows, the longest first.</summary>
    public string Apply(string text)
    {
        var words = Words.Matches(text);
        var written = new StringBuilder(text.Length + 32);
        var copied = 0;
        for (var i = 0; i < words.Count; i++)
        {
            if (Match(text, words, i) is not var (to, count))
                continue;
            var start = words[i].Index;
            var end = words[i + count - 1].Index + words[i + count - 1].Length;
            written.Append(text, copied, start - copied);
            MendArticle(written, to);
            written.Append(char.IsUpper(text[start]) ? char.ToUpperInvariant(to[0]) + to[1..] : to);
            copied = end;
            i += count - 1;
        }

        return written.Append(text, copied, text.Length - copied).ToString();
    }

    private (string To, int Count)? Match(string text, MatchCollection words, int at)
    {
        var first = words[at].Value.Replace('’', '\'');
        var isStart = IsStart(text, words[at].Index);
        if ((char.IsUpper(first[0]) && !isStart) || IsProtected(text, words[at].Index)
            || !_byFirstWord.TryGetValue(first.ToLowerInvariant(), out var phrases))
            return null;
        foreach (var (phrase, to) in phrases)
        {
            if (Stands(text, words, at, phrase))
                return (to, phrase.Length);
        }

        return null;
    }

    private static bool Stands(string text, MatchCollection words, int at, string[] phrase)
    {
        if (at + phrase.Length > words.Count)
            return false;
        for (var k = 1; k < phrase.Length; k++)
        {
            var before = words[at + k - 1];
            var isNext = text.AsSpan(before.Index + before.Length, words[at + k].Index - before.Index - before.Length) is " ";
            if (!isNext || words[at + k].Value != phrase[k])
                return false;
        }

        // "It's" must not become what is left of "that is." at the end of a clause: a contraction needs something after it.
        var last = words[at + phrase.Length - 1];
        return phrase.Length < 2 || last.Index + last.Length < text.Length;
    }

    /// <summary>The word begins a sentence.</summary>
    private static bool IsStart(string text, int at)
    {
        var before = text.AsSpan(0, at).TrimEnd(" \"“(".AsSpan());
        return before.IsEmpty || before[^1] is '.' or '!' or '?' or ':' or '\n';
    }

    /// <summary>Inside quotation marks, or part of an address.</summary>
    private static bool IsProtected(string text, int at)
    {
        var before = text.AsSpan(0, at);
        if (before.Count('"') % 2 == 1 || before.Count('“') > before.Count('”'))
            return true;
        var token = before[(before.LastIndexOfAny(' ', '\n') + 1)..];
        return token.Contains("://", StringComparison.Ordinal) || token.Contains("www.", StringComparison.Ordinal)
            || token.Contains('-');
    }

    /// <summary>Makes <c>a</c> of <c>an</c> and the other way round when the word behind it has changed.</summary>
    private static void MendArticle(StringBuilder written, string next)
    {
        var isVowel = next[0] is 'a' or 'e' or 'i' or 'o' or 'u' && !next.StartsWith("us", StringComparison.Ordinal)
            && !next.StartsWith("one", StringComparison.Ordinal);
        if (EndsWithWord(written, "an ") && !isVowel)
            written.Remove(written.Length - 2, 1);
        else if (EndsWithWord(written, "a ") && isVowel)
            written.Insert(written.Length - 1, 'n');
    }

    private static bool EndsWithWord(StringBuilder text, string word)
    {
        var start = text.Length - word.Length;
        if (start < 0 || (start > 0 && char.IsLetter(text[start - 1])))
            return false;
        for (var k = 0; k < word.Length; k++)
        {
            if (char.ToLowerInvariant(text[start + k]) != word[k])
                return false;
        }

        return true;
    }

    [GeneratedRegex("[A-Za-z]+(?:['’-][A-Za-z]+)*", RegexOptions.CultureInvariant)]
    private static partial Regex Words { get; }
}
