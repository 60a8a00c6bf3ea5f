using System.Text;
using Attune.Language.Search;
using Attune.Language.Sentences;
using Attune.Language.Terms;

namespace Attune.Language.Snippets;

/// <summary>
/// Cuts the best window out of a passage: the one with the most of what the query asks about, begun at a sentence where that
/// costs little. Words are matched as the search matches them, so that <c>ports</c> is marked for <c>port</c>; Chinese by
/// pairs of characters, and by single ones only when no pair matches.
/// </summary>
public static class SnippetCutter
{
    /// <summary>Columns that a snippet takes by default: two lines of a list.</summary>
    public const int DefaultColumns = 180;

    /// <summary>A repeated word counts this share of a new one, so that equal windows are decided by how much they say.</summary>
    private const float RepeatShare = 0.05f;

    /// <summary>At most this share of the room goes to what stands before the first match.</summary>
    private const int LeadShare = 3;

    /// <summary>Cuts a snippet.</summary>
    /// <param name="text">The document.</param>
    /// <param name="passage">The passage that was found.</param>
    /// <param name="atoms">What the query asks about; see <see cref="QuestionAtoms"/>.</param>
    /// <param name="columns">Largest width: a Chinese character takes two columns, anything else one. From 1.</param>
    /// <returns>A snippet without white space at its ends; empty only when the passage is.</returns>
    public static Snippet Cut(string text, TextSpan passage, IReadOnlyList<QuestionAtom> atoms, int columns = DefaultColumns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        var matches = Matches.In(text, passage, atoms);
        var (first, last) = BestWindow(text, matches, columns);
        var start = matches.Count == 0
            ? passage.Start
            : StartBefore(text, passage, matches[first].Span, matches[last].Span, columns);
        var end = EndAfter(text, start, passage.End, columns);
        start = SkipSpace(text, start, end);
        while (end > start && char.IsWhiteSpace(text[end - 1]))
            end--;
        return new Snippet(new TextSpan(start, end - start), Marks(matches, start, end));
    }

    /// <summary>The matches from the first to the last of the window that says most; the earliest of equal ones.</summary>
    private static (int First, int Last) BestWindow(string text, List<Match> matches, int columns)
    {
        var best = (First: 0, Last: 0);
        var bestScore = -1f;
        var seen = new HashSet<int>();
        for (var first = 0; first < matches.Count; first++)
        {
            seen.Clear();
            var score = 0f;
            var width = 0;
            var at = matches[first].Span.Start;
            var last = first;
            for (var i = first; i < matches.Count; i++)
            {
                width += Columns(text, at, matches[i].Span.End);
                at = Math.Max(at, matches[i].Span.End);
                if (width > columns && i > first)
                    break;
                score += seen.Add(matches[i].Atom) ? matches[i].Weight : matches[i].Weight * RepeatShare;
                last = i;
            }

            if (score > bestScore)
                (best, bestScore) = ((first, last), score);
        }

        return best;
    }

    /// <summary>Where the snippet begins, so that the matches fit: at their sentence when that is near, else at a word.</summary>
    private static int StartBefore(string text, TextSpan passage, TextSpan first, TextSpan last, int columns)
    {
        var room = (columns - Columns(text, first.Start, Math.Max(first.End, last.End))) / LeadShare;
        var earliest = first.Start;
        while (earliest > passage.Start && room > 0)
        {
            // Half a pair decodes to the replacement character, one unit long.
            Rune.DecodeLastFromUtf16(text.AsSpan(passage.Start, earliest - passage.Start), out var rune, out var length);
            room -= ColumnsOf(rune);
            if (room >= 0)
                earliest -= length;
        }

        if (earliest == passage.Start)
            return earliest;
        foreach (var sentence in SentenceSplitter.Split(passage.Of(text).ToString()))
        {
            var start = passage.Start + sentence.Span.Start;
            if (start >= earliest && start <= first.Start)
                return start;
        }

        return NextWord(text, earliest, first.Start);
    }

    /// <summary>Goes to the start of the next word, so that none is cut in two; Chinese needs no such care.</summary>
    private static int NextWord(string text, int from, int limit)
    {
        if (!IsInsideWord(text, from))
            return from;
        for (var at = from; at < limit; at++)
        {
            if (!IsInsideWord(text, at))
                return at;
        }

        return limit;
    }

    private static int EndAfter(string text, int start, int limit, int columns)
    {
        var end = start;
        foreach (var rune in text.AsSpan(start, limit - start).EnumerateRunes())
        {
            columns -= ColumnsOf(rune);
            if (columns < 0 && end > start)
                break;
            end += rune.Utf16SequenceLength;
        }

        var word = end;
        while (word > start && word < limit && IsInsideWord(text, word))
            word--;
        return word > start ? word : end;
    }

    private static List<TextSpan> Marks(List<Match> matches, int start, int end)
    {
        var marks = new List<TextSpan>();
        foreach (var match in matches)
        {
            var from = Math.Max(match.Span.Start, start) - start;
            var to = Math.Min(match.Span.End, end) - start;
            if (to <= from)
                continue;
            if (marks.Count > 0 && from <= marks[^1].End)
                marks[^1] = marks[^1] with { Length = Math.Max(marks[^1].End, to) - marks[^1].Start };
            else
                marks.Add(new TextSpan(from, to - from));
        }

        return marks;
    }

    private static int SkipSpace(string text, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
            start++;
        return start;
    }

    /// <summary>True between two characters of one word of a script with spaces, and inside a character of two units.</summary>
    private static bool IsInsideWord(string text, int at) =>
        at > 0 && at < text.Length && (char.IsLowSurrogate(text[at])
            || (char.IsLetterOrDigit(text[at - 1]) && char.IsLetterOrDigit(text[at])
                && !GramScript.StartsAt(text, at, out _) && !GramScript.StartsAt(text, at - 1, out _)));

    private static int Columns(string text, int from, int to)
    {
        var columns = 0;
        if (to <= from)
            return columns;
        foreach (var rune in text.AsSpan(from, to - from).EnumerateRunes())
            columns += ColumnsOf(rune);
        return columns;
    }

    private static int ColumnsOf(Rune rune) => GramScript.Contains(rune) ? 2 : 1;
}
