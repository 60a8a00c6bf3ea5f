using System.Text.RegularExpressions;
using Attune.Language.Sentences;

namespace Attune.Language.Tones.Rewriting;

/// <summary>A line of a draft.</summary>
/// <param name="Mark">The mark of a list with the space after it, or empty.</param>
/// <param name="Sentences">Its sentences; none for an empty line.</param>
internal sealed partial record DraftLine(string Mark, IReadOnlyList<string> Sentences)
{
    private const string EndMarks = ".!?。！？";

    /// <summary>The lines of a draft, empty ones left out. No sentence begins with the citation of the one before it.</summary>
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
                ? new DraftLine(mark > 0 ? line[..mark].TrimEnd() + " " : "", WithOwnCitations(sentences))
                : new DraftLine("", [line]));
        }

        return lines;
    }

    /// <summary>"It is old. [1] It is red." as "It is old [1]." and "It is red."</summary>
    private static List<string> WithOwnCitations(List<string> sentences)
    {
        var own = new List<string>(sentences.Count);
        foreach (var sentence in sentences)
        {
            var cited = own.Count > 0 ? LeadingCitations.Match(sentence) : Match.Empty;
            if (cited.Success)
                own[^1] = WithCitation(own[^1], cited.Value.TrimEnd());
            if (cited.Length < sentence.Length)
                own.Add(sentence[cited.Length..]);
        }

        return own;
    }

    private static string WithCitation(string sentence, string citation)
    {
        var end = sentence.AsSpan().TrimEnd(EndMarks).Length;
        if (end == 0)
            return sentence + citation;
        var space = sentence[end - 1] is < '\u2E80' and not ' ' ? " " : "";
        return sentence[..end] + space + citation + sentence[end..];
    }

    [GeneratedRegex(@"^(?:\[\d{1,3}\]\s*)+", RegexOptions.CultureInvariant)]
    private static partial Regex LeadingCitations { get; }
}
