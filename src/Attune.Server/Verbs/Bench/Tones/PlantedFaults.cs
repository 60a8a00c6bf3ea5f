using System.Text.RegularExpressions;
using Attune.Language.Tones.Facts;

namespace Attune.Server.Verbs.Bench.Tones;

/// <summary>
/// Faults that the check of facts must find before its verdicts count: a changed figure, a lost citation, a lost or added
/// negation, a changed address, a changed name.
/// </summary>
internal static partial class PlantedFaults
{
    /// <summary>How many faults were planted in the answers and how many of them the check found.</summary>
    public static (int Planted, int Found) Count(IReadOnlyList<GoldAnswer> answers)
    {
        var (planted, found) = (0, 0);
        foreach (var text in answers.Select(answer => answer.Text))
        {
            foreach (var faulty in Faulty(text))
            {
                planted++;
                found += FactCheck.FirstDifference(text, faulty) is null ? 0 : 1;
            }
        }

        return (planted, found);
    }

    private static IEnumerable<string> Faulty(string text)
    {
        string[] variants =
        [
            Figure.Replace(text, OtherFigure, 1),
            Citation.Replace(text, "", 1),
            Negation.Replace(text, "", 1),
            Address.Replace(text, "https://example.net/", 1),
            Name.Replace(text, "Peter", 1),
            Quotation.Replace(text, "「別名」", 1),
            text + (text.Any(letter => letter > '\u4E00') ? "不是。" : " It is not so."),
        ];
        return variants.Where(variant => variant != text);
    }

    private static string OtherFigure(Match figure) =>
        (figure.Value[0] == '9' ? '1' : (char)(figure.Value[0] + 1)) + figure.Value[1..];

    [GeneratedRegex(@"(?<![\d\[/])\d+(?!\])", RegexOptions.CultureInvariant)]
    private static partial Regex Figure { get; }

    [GeneratedRegex(@"\[\d+\]", RegexOptions.CultureInvariant)]
    private static partial Regex Citation { get; }

    [GeneratedRegex(@" (?:not|never|no) |沒有|不(?!過|但|僅|論|管)", RegexOptions.CultureInvariant)]
    private static partial Regex Negation { get; }

    [GeneratedRegex(@"https://\S+", RegexOptions.CultureInvariant)]
    private static partial Regex Address { get; }

    [GeneratedRegex(@"(?<=[a-z] )[A-Z][a-z]+", RegexOptions.CultureInvariant)]
    private static partial Regex Name { get; }

    [GeneratedRegex("「[^」]+」", RegexOptions.CultureInvariant)]
    private static partial Regex Quotation { get; }
}
