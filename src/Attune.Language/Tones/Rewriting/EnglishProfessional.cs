using Attune.Language.Readability;

namespace Attune.Language.Tones.Rewriting;

/// <summary>
/// English for visitors on business: no contractions, precise words, sentences joined or cut until the text is of a formal grade.
/// The variant that changes least and meets the grade is taken, else the nearest one.
/// </summary>
internal static class EnglishProfessional
{
    private const int Uncut = 1_000;

    /// <summary>Stands for one of <see cref="Informed"/>, which differ by the draft.</summary>
    private const string Documented = "*";

    private static readonly string[] Informed =
    [
        "In response to your enquiry, the available documentation provides the following information:",
        "According to the available documentation, the information relevant to your enquiry is as follows:",
        "With regard to your enquiry, the documentation of the institution contains the following information:",
    ];

    /// <summary>What an answer may begin with; what ends with a colon is joined with the first sentence.</summary>
    private static readonly string[] Openings =
    [
        "", "Thank you for your enquiry.", "Please find the requested information below.",
        "Thank you for your enquiry; the relevant information is as follows:",
        Documented,
        "Having consulted the available documentation in response to your enquiry, the institution can report as follows:",
        "Following your enquiry, we are pleased to provide the relevant information from the documentation available to us:",
    ];

    private static readonly int[] Lengths = [Uncut, 28, 22, 18, 15, 12, 10];

    public static string Write(ToneDraft draft)
    {
        var text = Best(draft.Text);
        return AppearanceGreeting.English(draft) is { } greeting ? $"{greeting} {text}" : text;
    }

    private static string Best(string draft)
    {
        var nearest = new FormalVariant([], "", Joins: false);
        var farthest = double.MaxValue;
        foreach (var variant in Variants(draft))
        {
            var distance = Distance(variant.Estimate);
            if (distance == 0 && variant.Compose() is var text && Distance(EnglishReadability.Of(text).Grade) == 0)
                return text;
            if (distance < farthest)
                (farthest, nearest) = (distance, variant);
        }

        return nearest.Compose();
    }

    private static double Distance(double grade) =>
        Math.Max(0, Math.Max(ToneTargets.ProfessionalLowGrade - grade, grade - ToneTargets.ProfessionalHighGrade));

    private static IEnumerable<FormalVariant> Variants(string draft)
    {
        var lines = DraftLine.Of(draft)
            .Select(line => line with { Sentences = [.. line.Sentences.Select(EnglishPhrases.Expanded.Apply)] }).ToList();
        var formal = lines
            .Select(line => line with { Sentences = [.. line.Sentences.Select(EnglishPhrases.Formal.Apply)] }).ToList();
        foreach (var source in new[] { lines, formal })
        {
            foreach (var length in Lengths)
            {
                var cut = source.Select(line => line with { Sentences = Cut(line.Sentences, length) }).ToList();
                var plain = new FormalVariant(cut, "", Joins: false).Measured();
                var joined = new FormalVariant(cut, "", Joins: true).Measured();
                foreach (var named in Openings)
                {
                    var opening = named == Documented ? Frame.Pick(Informed, draft, 0) : named;
                    yield return plain with { Opening = opening };
                    yield return joined with { Opening = opening };
                }
            }
        }
    }

    private static IReadOnlyList<string> Cut(IReadOnlyList<string> sentences, int length) => length == Uncut
        ? sentences
        : [.. sentences.SelectMany(sentence => EnglishCuts.Cut(sentence, length))];
}
