using System.Globalization;

namespace Attune.Language.Dates;

/// <summary>Dates of figures and marks alone: 2024-05-01, 2023/12/31, 11/23/2021, 1879–1955, 1914–18, (1924).</summary>
internal static class NumericDates
{
    private const int FirstYear = 1000;
    private const int LastYear = 2100;
    private const int LongestFigure = 4;
    private const int MostFigures = 3;
    private const string Dashes = "-–—~～";

    /// <summary>Before figures that count pages or rooms.</summary>
    private static readonly string[] Counters =
        ["page", "pages", "pp", "pp.", "p.", "room", "rooms", "no.", "nos.", "line", "lines", "第"];

    public static void Find(ReadOnlySpan<char> text, List<FoundDate> found)
    {
        Span<(int Value, int Length)> figures = stackalloc (int, int)[MostFigures];
        for (var at = 0; at < text.Length;)
        {
            if (!char.IsAsciiDigit(text[at]))
            {
                at++;
                continue;
            }

            var end = ReadFigures(text, at, figures, out var count, out var mark);
            if (PeriodOf(text, at, end, figures[..count], mark) is { } period)
                found.Add(new FoundDate(new TextSpan(at, end - at), period));
            at = end;
        }
    }

    /// <summary>Reads figures parted by the same mark; more of them than a date has make none.</summary>
    private static int ReadFigures(
        ReadOnlySpan<char> text, int at, Span<(int Value, int Length)> figures, out int count, out char mark)
    {
        (count, mark) = (0, '\0');
        while (true)
        {
            var start = at;
            while (at < text.Length && char.IsAsciiDigit(text[at]))
                at++;
            if (count < MostFigures)
            {
                figures[count] = at - start <= LongestFigure
                    ? (int.Parse(text[start..at], CultureInfo.InvariantCulture), at - start)
                    : (-1, at - start);
            }

            count++;
            if (at + 1 >= text.Length || !char.IsAsciiDigit(text[at + 1]) || !IsPartOfFigures(text[at]))
                break;
            // 2024/06/01～2024/08/31 are two dates.
            if (count == MostFigures && text[at] != mark && Dashes.Contains(text[at], StringComparison.Ordinal))
                break;
            mark = count == 1 || mark == text[at] ? text[at] : ':';
            at++;
        }

        count = count > MostFigures ? 0 : count;
        return at;
    }

    private static bool IsPartOfFigures(char mark) =>
        mark is '/' or '.' or ':' or ',' || Dashes.Contains(mark, StringComparison.Ordinal);

    private static DatePeriod? PeriodOf(
        ReadOnlySpan<char> text, int start, int end, ReadOnlySpan<(int Value, int Length)> figures, char mark)
    {
        if ((start > 0 && char.IsAsciiLetter(text[start - 1])) || (end < text.Length && char.IsAsciiLetter(text[end])))
            return null;
        return figures.Length switch
        {
            3 when mark is '-' or '/' or '.' => OfThree(figures),
            2 when Dashes.Contains(mark, StringComparison.Ordinal) && !IsCounted(text[..start]) => OfTwo(figures),
            1 when IsBracketed(text, start, end) && figures[0].Value is >= FirstYear and <= LastYear =>
                DatePeriod.OfYear(figures[0].Value),
            _ => null,
        };
    }

    private static DatePeriod? OfThree(ReadOnlySpan<(int Value, int Length)> figures)
    {
        var (first, second, third) = (figures[0], figures[1], figures[2]);
        if (first.Length == 4 && second.Length <= 2 && third.Length <= 2)
            return DatePeriod.OfDay(first.Value, second.Value, third.Value);
        if (third.Length != 4 || first.Length > 2 || second.Length > 2)
            return null;
        var dayFirst = DatePeriod.OfDay(third.Value, second.Value, first.Value);
        var monthFirst = DatePeriod.OfDay(third.Value, first.Value, second.Value);
        // Nobody can tell 3 April from 4 March.
        return dayFirst is not null && monthFirst is not null && dayFirst != monthFirst
            ? DatePeriod.OfYear(third.Value)
            : dayFirst ?? monthFirst;
    }

    private static DatePeriod? OfTwo(ReadOnlySpan<(int Value, int Length)> figures)
    {
        const int Hundred = 100;
        var first = figures[0].Value;
        if (figures[0].Length != 4 || first is < FirstYear or > LastYear || figures[1].Length is not (2 or 4))
            return null;
        var last = figures[1].Length == 2 ? (first / Hundred * Hundred) + figures[1].Value : figures[1].Value;
        return last > first && last <= LastYear ? DatePeriod.OfYears(DatePrecision.Year, first, last) : null;
    }

    private static bool IsCounted(ReadOnlySpan<char> before)
    {
        var trimmed = before.TrimEnd();
        foreach (var counter in Counters)
        {
            if (trimmed.EndsWith(counter, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static bool IsBracketed(ReadOnlySpan<char> text, int start, int end) =>
        start > 0 && end < text.Length && text[start - 1] is '(' or '（' && text[end] is ')' or '）';
}
