using Attune.Language.Sentences;

namespace Attune.Language.Tones.Rewriting;

/// <summary>A line of a draft.</summary>
/// <param name="Mark">The mark of a list with the space after it, or empty.</param>
/// <param name="Sentences">Its sentences; none for an empty line.</param>
internal sealed record DraftLine(string Mark, IReadOnlyList<string> Sentences)
{
    /// <summary>The lines of a draft, empty ones left out.</summary>
    public static IReadOnlyList<DraftLine> Of(string text)
    {
        var lines = new List<DraftLine>();
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var mark = TextLines.MarkedText(line);
            var body = line[mark..].Trim();
            var sentences = SentenceSplitter.Split(body).Select(sentence => sentence.Span.Of(body).ToString()).ToList();
            // A line of marks only has no sentence, and is shown as it is.
            lines.Add(sentences.Count > 0
                ? new DraftLine(mark > 0 ? line[..mark].TrimEnd() + " " : "", sentences)
                : new DraftLine("", [line]));
        }

        return lines;
    }
}
