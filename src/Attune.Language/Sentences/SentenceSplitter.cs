using System.Buffers;
using System.Collections.Frozen;

namespace Attune.Language.Sentences;

/// <summary>Splits plain text or Markdown, English or Chinese, into sentences with their places.</summary>
public static class SentenceSplitter
{
    /// <summary>A sentence that is longer is cut at a pause, so that one text without full stops stays usable.</summary>
    public const int LongestSentence = 400;

    private const string Closers = "\"'”’」』）)】》〉]*_`";

    private static readonly SearchValues<char> Pauses = SearchValues.Create(";；,，、\n");

    private static readonly FrozenSet<string> Abbreviations = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "mr", "mrs", "ms", "dr", "prof", "st", "no", "nos", "vs", "etc", "e.g", "i.e", "eg", "ie", "fig", "vol", "pp", "inc",
        "ltd", "co", "jr", "sr", "approx", "dept", "est", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct",
        "nov", "dec", "a.m", "p.m", "u.s", "cf", "al");

    /// <summary>All sentences in the order of the text; they do not overlap and hold no surrounding white space.</summary>
    public static IReadOnlyList<Sentence> Split(string text)
    {
        var sentences = new List<Sentence>();
        foreach (var block in TextBlocks.Of(text))
        {
            if (block.Kind == SentenceKind.Prose)
                SplitProse(text, block, sentences);
            else
                AddInPieces(text, block.Start, block.End, block.Kind, sentences);
        }

        return sentences;
    }

    private static void SplitProse(string text, TextBlock block, List<Sentence> sentences)
    {
        var start = block.Start;
        for (var i = block.Start; i < block.End; i++)
        {
            if (EndOfSentence(text, block, i) is not (> 0 and var end))
                continue;
            AddInPieces(text, start, end, SentenceKind.Prose, sentences);
            start = end;
            i = end - 1;
        }

        AddInPieces(text, start, block.End, SentenceKind.Prose, sentences);
    }

    /// <summary>Position after the sentence whose end mark stands at <paramref name="at"/>; 0 when it is none.</summary>
    private static int EndOfSentence(string text, TextBlock block, int at)
    {
        if (text[at] is not ('。' or '！' or '？' or '．' or '!' or '?' or '.'))
            return 0;
        var end = at + 1;
        while (end < block.End && text[end] is '。' or '！' or '？' or '!' or '?' or '.')
            end++;
        while (end < block.End && Closers.Contains(text[end]))
            end++;
        if (text[at] is '。' or '！' or '？' || end == block.End)
            return end;
        if (!char.IsWhiteSpace(text[end]) && text[end] < '\u2E80')
            return 0;
        return text[at] == '.' && end == at + 1 && IsPointInside(text, block, at, end) ? 0 : end;
    }

    /// <summary>A point of an abbreviation or of initials, or one that a small letter follows.</summary>
    private static bool IsPointInside(string text, TextBlock block, int at, int next)
    {
        while (next < block.End && char.IsWhiteSpace(text[next]))
            next++;
        if (next < block.End && char.IsLower(text[next]))
            return true;
        var wordStart = at;
        while (wordStart > block.Start && (char.IsLetter(text[wordStart - 1]) || text[wordStart - 1] == '.'))
            wordStart--;
        var word = text.AsSpan(wordStart, at - wordStart);
        return (word.Length == 1 && char.IsUpper(word[0]))
            || Abbreviations.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);
    }

    private static void AddInPieces(string text, int start, int end, SentenceKind kind, List<Sentence> sentences)
    {
        while (end - start > LongestSentence)
        {
            var cut = start + CutLength(text.AsSpan(start, LongestSentence));
            Add(text, start, cut, kind, sentences);
            start = cut;
        }

        Add(text, start, end, kind, sentences);
    }

    /// <summary>Where to cut: after the last pause, else the last white space, else the last whole character.</summary>
    private static int CutLength(ReadOnlySpan<char> piece)
    {
        var pause = piece.LastIndexOfAny(Pauses);
        if (pause < piece.Length / 2)
            pause = piece.LastIndexOfAny(' ', '\t', '\u3000');
        if (pause >= piece.Length / 2)
            return pause + 1;
        return char.IsHighSurrogate(piece[^1]) ? piece.Length - 1 : piece.Length;
    }

    private static void Add(string text, int start, int end, SentenceKind kind, List<Sentence> sentences)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
            start++;
        while (end > start && char.IsWhiteSpace(text[end - 1]))
            end--;
        if (end > start)
            sentences.Add(new Sentence(new TextSpan(start, end - start), kind));
    }
}
