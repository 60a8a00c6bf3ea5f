using System.Collections.Frozen;
using Attune.Language.Readability;

namespace Attune.Language.Tones.Rewriting;

/// <summary>
/// English for visitors on business: no contractions, precise words, sentences joined or cut until the text is of a formal grade.
/// The variant that changes least and meets the grade is taken, else the nearest one.
/// </summary>
internal static class EnglishProfessional
{
    private const int Uncut = 1_000;

    /// <summary>What an answer may begin with; what ends with a colon is joined with the first sentence.</summary>
    private static readonly string[] Openings =
    [
        "", "Thank you for your enquiry.", "Please find the requested information below.",
        "Thank you for your enquiry; the relevant information is as follows:",
        "In response to your enquiry, the available documentation provides the following information:",
        "Having consulted the available documentation in response to your enquiry, the institution can report as follows:",
        "Following your enquiry, we are pleased to provide the relevant information from the documentation available to us:",
    ];

    private static readonly int[] Lengths = [Uncut, 28, 22, 18, 15, 12, 10];

    /// <summary>First words that are written small in the middle of a sentence.</summary>
    private static readonly FrozenSet<string> Small = (
        "The It They A An This These That There In On At After Before Its Their You He She His Her What When If For By Please "
        + "Everything Visitors Children Every Each But And Because Although").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    public static string Write(ToneDraft draft)
    {
        var best = draft.Text;
        var farthest = double.MaxValue;
        foreach (var variant in Variants(draft))
        {
            var distance = Distance(EnglishReadability.Of(variant).Grade);
            if (distance < farthest)
                (farthest, best) = (distance, variant);
            if (distance == 0)
                break;
        }

        return AppearanceGreeting.English(draft) is { } greeting ? $"{greeting} {best}" : best;
    }

    private static double Distance(double grade) =>
        Math.Max(0, Math.Max(ToneTargets.ProfessionalLowGrade - grade, grade - ToneTargets.ProfessionalHighGrade));

    private static IEnumerable<string> Variants(ToneDraft draft)
    {
        var lines = DraftLine.Of(draft.Text)
            .Select(line => line with { Sentences = [.. line.Sentences.Select(EnglishPhrases.Expanded.Apply)] }).ToList();
        var formal = lines
            .Select(line => line with { Sentences = [.. line.Sentences.Select(EnglishPhrases.Formal.Apply)] }).ToList();
        foreach (var source in new[] { lines, formal })
        {
            foreach (var length in Lengths)
            {
                foreach (var opening in Openings)
                {
                    yield return Compose(source, opening, length, joins: false);
                    yield return Compose(source, opening, length, joins: true);
                }
            }
        }
    }

    private static string Compose(List<DraftLine> lines, string opening, int length, bool joins)
    {
        var written = lines.Select(line =>
        {
            var sentences = line.Sentences.SelectMany(
                sentence => length == Uncut ? [sentence] : EnglishCuts.Cut(sentence, length)).ToList();
            return line.Mark + string.Join(' ', joins ? Joined(sentences) : sentences);
        }).ToList();
        if (opening.EndsWith(':'))
            written[0] = $"{opening} {Lowered(written[0])}";
        else if (opening.Length > 0)
            written[0] = $"{opening} {written[0]}";
        return string.Join('\n', written);
    }

    /// <summary>Every second sentence is joined with the one before it, if its first word may be written small.</summary>
    private static List<string> Joined(List<string> sentences)
    {
        var joined = new List<string>();
        for (var i = 0; i < sentences.Count; i++)
        {
            if (i % 2 == 1 && joined[^1].EndsWith('.') && Lowered(sentences[i]) != sentences[i])
                joined[^1] = joined[^1][..^1] + "; " + Lowered(sentences[i]);
            else
                joined.Add(sentences[i]);
        }

        return joined;
    }

    private static string Lowered(string sentence)
    {
        var end = sentence.IndexOf(' ', StringComparison.Ordinal);
        return end > 0 && Small.Contains(sentence[..end].TrimEnd(','))
            ? char.ToLowerInvariant(sentence[0]) + sentence[1..]
            : sentence;
    }
}
