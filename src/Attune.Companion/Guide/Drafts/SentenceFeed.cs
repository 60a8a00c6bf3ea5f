using System.Buffers;
using System.Text.RegularExpressions;
using Attune.Language.Sentences;

namespace Attune.Companion.Guide.Drafts;

/// <summary>A sentence as a model has written it.</summary>
/// <param name="Text">The sentence with the marks that belong to it.</param>
/// <param name="IsOnNewLine">True when a line ends between it and the sentence before.</param>
internal readonly record struct WrittenSentence(string Text, bool IsOnNewLine);

/// <summary>
/// Cuts what a model writes into sentences while it writes: however the text comes in pieces, the sentences are the same. One is
/// told as soon as nothing that comes can belong to it any more.
/// </summary>
internal sealed partial class SentenceFeed
{
    /// <summary>More without the end of a sentence is cut at a pause by the splitter; it is not gathered any longer.</summary>
    private const int MostHeld = 4 * SentenceSplitter.LongestSentence;

    /// <summary>What can still belong to a sentence after its full stop: more of them, closing marks, a citation.</summary>
    private const string Belongs = "。！？．!?.\"'”’」』）)】》〉]*_`[";

    private static readonly SearchValues<char> Ends = SearchValues.Create("。！？．!?.\n");

    private string _held = "";
    private bool _isOnNewLine;

    /// <summary>The sentences that a piece completes.</summary>
    public IEnumerable<WrittenSentence> Take(string piece)
    {
        _held += piece;
        // Most pieces are part of a word: only what can end a sentence is worth a look.
        return _held.Length < MostHeld && _held.AsSpan().IndexOfAny(Ends) < 0 ? [] : Cut(isAll: false);
    }

    /// <summary>What is left when the model has come to its end.</summary>
    public IEnumerable<WrittenSentence> End() => Cut(isAll: true);

    private List<WrittenSentence> Cut(bool isAll)
    {
        var told = new List<WrittenSentence>();
        // A line that has ended is read for itself: what comes later can make nothing else of it.
        var lines = _held.Split('\n');
        foreach (var line in lines.SkipLast(1))
        {
            CutLine(line, isAll: true, told);
            _isOnNewLine = true;
        }

        _held = CutLine(lines[^1], isAll, told);
        return told;
    }

    /// <returns>What is left of the line.</returns>
    private string CutLine(string line, bool isAll, List<WrittenSentence> told)
    {
        var text = WithMarksInside(line);
        var sentences = SentenceSplitter.Split(text);
        var whole = isAll ? sentences.Count : WholeIn(text, sentences);
        foreach (var sentence in sentences.Take(whole))
        {
            told.Add(new WrittenSentence(sentence.Span.Of(text).ToString(), _isOnNewLine));
            _isOnNewLine = false;
        }

        return whole == 0 ? text : text[sentences[whole - 1].Span.End..].TrimStart();
    }

    /// <summary>
    /// Many models write the number after the full stop, where it would belong to the next sentence. Repeated, because a mark may
    /// have to pass several stops, and must end at the same place however it came.
    /// </summary>
    private static string WithMarksInside(string line)
    {
        for (var text = line; ; line = text)
        {
            text = MarksAfterStop().Replace(line,
                found => found.Groups["marks"].Value.Replace(" ", "", StringComparison.Ordinal) + found.Groups["stop"].Value);
            if (text == line)
                return text;
        }
    }

    /// <summary>How many sentences nothing can be added to.</summary>
    private static int WholeIn(string text, IReadOnlyList<Sentence> sentences)
    {
        for (var count = sentences.Count - 1; count > 0; count--)
        {
            if (!Belongs.Contains(text[sentences[count].Span.Start], StringComparison.Ordinal))
                return count;
        }

        return 0;
    }

    [GeneratedRegex(@"(?<stop>[.!?。！？]+)(?<marks>(?: *\[[0-9]{1,4}\])+)")]
    private static partial Regex MarksAfterStop();
}
