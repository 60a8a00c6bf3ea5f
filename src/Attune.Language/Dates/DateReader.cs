using Attune.Language.Dates.Chinese;
using Attune.Language.Dates.English;
using Attune.Language.Folding;

namespace Attune.Language.Dates;

/// <summary>
/// Finds the dates that a text names, in English and Chinese: days, months, years, decades, centuries, Taiwan's and other eras,
/// what is counted from a day ("three weeks ago", 上週二), and stretches of them. By rules; pure, and linear in the text.
/// </summary>
/// <remarks>
/// Left out because they cannot be told: years before the year 1, bare weekdays, and numbers that nothing shows to be years. A
/// day or month without a year lies in the year counted from; 03/04/2021 is only that year. <c>bench/dates/README.md</c> says
/// what each form means, and the bench how often that is read.
/// </remarks>
public static class DateReader
{
    /// <summary>UTF-16 units of a text that are read.</summary>
    public const int LongestText = 20_000;

    /// <summary>The dates in the order of the text; they do not overlap.</summary>
    /// <param name="text">Any text; nothing in it can fail.</param>
    /// <param name="today">The day that "yesterday" and dates without a year are counted from.</param>
    public static IReadOnlyList<DateMention> Read(ReadOnlySpan<char> text, DateOnly today)
    {
        var read = text[..Math.Min(text.Length, LongestText)];
        if (ChineseFolding.TryTurn(read, out var traditional))
            read = traditional;
        var found = new List<FoundDate>();
        NumericDates.Find(read, found);
        EnglishDates.Find(read, today, found);
        ChineseDates.Find(read, today, found);
        var apart = WithoutOverlaps(found);
        return [.. DateRanges.Join(read, apart).Select(date =>
            new DateMention(date.Span, date.Period.Precision, date.Period.Start, date.Period.End))];
    }

    /// <summary>True when a text names a date, whatever it is counted from.</summary>
    public static bool HasDate(ReadOnlySpan<char> text) => Read(text, new DateOnly(2000, 1, 1)).Count > 0;

    /// <summary>Of dates at the same place the longest, then the first.</summary>
    private static List<FoundDate> WithoutOverlaps(List<FoundDate> found)
    {
        var apart = new List<FoundDate>(found.Count);
        foreach (var date in found.OrderBy(date => date.Span.Start).ThenByDescending(date => date.Span.Length))
        {
            if (apart.Count == 0 || date.Span.Start >= apart[^1].Span.End)
                apart.Add(date);
        }

        return apart;
    }
}
