namespace Attune.Language.Dates.English;

/// <content>Days and months: 1 May 2024, the 14th of April 1912, May 1–5, 2024, in August.</content>
internal sealed partial class EnglishDates
{
    private const int LastDay = 31;
    private const int FirstFullYear = 1000;

    /// <summary>1 May 2024, 1–5 May, the first of May.</summary>
    private int ReadDayMonth(int at)
    {
        var count = this[at].Kind == DateTokenKind.Number ? 1 : ReadOrdinal(at, out _);
        if (count == 0)
            return 0;
        var first = this[at].Kind == DateTokenKind.Number ? this[at].Value : OrdinalAt(at);
        var last = first;
        if (ReadSecondDay(at + count, out var second) is > 0 and var more && MonthAt(at + count + more, out _) > 0)
            (last, count) = (second, count + more);
        if (this[at + count].Word == "of")
            count++;
        if (first is < 1 or > LastDay || MonthAt(at + count, out var month) is not (> 0 and var words))
            return 0;
        count += words;
        var withYear = YearAfter(at + count);
        count += withYear;
        var year = withYear > 0 ? this[at + count - 1].Value : _today.Year;
        return Found(at, count, Days(year, month, first, last), withYear == 0);
    }

    /// <summary>May 1st 2024, May 1–5, 2024, May 2024, in May.</summary>
    private int ReadMonth(int at)
    {
        if (MonthAt(at, out var month) is not (> 0 and var count))
            return 0;
        if (DayAt(at + count, out var first) is > 0 and var days)
        {
            count += days;
            var last = first;
            if (ReadSecondDay(at + count, out var second) is > 0 and var more)
                (last, count) = (second, count + more);
            var withYear = YearAfter(at + count);
            count += withYear;
            var year = withYear > 0 ? this[at + count - 1].Value : _today.Year;
            return Found(at, count, Days(year, month, first, last), withYear == 0);
        }

        if (this[at + count].Word == "of" && YearAfter(at + count + 1) is 1)
            count++;
        if (YearAfter(at + count) is > 0 and var ofYear)
            return Found(at, count + ofYear, DatePeriod.OfMonth(this[at + count + ofYear - 1].Value, month));
        return IsMonthAlone(at, count) ? Found(at, count, DatePeriod.OfMonth(_today.Year, month), isYearAssumed: true) : 0;
    }

    private static DatePeriod? Days(int year, int month, int first, int last) =>
        DatePeriod.OfDay(year, month, first)?.To(DatePeriod.OfDay(year, month, last));

    /// <summary>A month's name; may and march are verbs when they are written small, short names need a number beside.</summary>
    /// <returns>Tokens that it has; 0 when there is none.</returns>
    private int MonthAt(int at, out int month)
    {
        var token = this[at];
        month = 0;
        if (!token.IsCapital)
            return 0;
        if (EnglishDateWords.Months.TryGetValue(token.Word, out month))
            return 1;
        if (!EnglishDateWords.ShortMonths.TryGetValue(token.Word, out month))
            return 0;
        var count = this[at + 1].IsMark('.') ? 2 : 1;
        return IsNumber(at - 1) || IsNumber(at + count) || this[at - 1].Word == "of" ? count : 0;
    }

    private bool IsNumber(int at) => this[at].Kind is DateTokenKind.Number or DateTokenKind.Ordinal;

    /// <summary>The day behind a month's name, not a year.</summary>
    private int DayAt(int at, out int day)
    {
        day = this[at].Value;
        return IsNumber(at) && day is >= 1 and <= LastDay ? 1 : 0;
    }

    /// <summary>The end of 1–5 or of 1 to 5.</summary>
    /// <returns>Tokens from the joint on; 0 when there is none.</returns>
    private int ReadSecondDay(int at, out int day)
    {
        day = this[at + 1].Value;
        return (IsDash(at) || this[at].Word == "to") && IsNumber(at + 1) && day is >= 1 and <= LastDay
            && MonthAt(at + 2, out _) + (this[at - 1].Kind == DateTokenKind.Word ? 0 : 1) > 0 ? 2 : 0;
    }

    /// <summary>A year with the comma before it.</summary>
    /// <returns>Tokens; 0 when there is none.</returns>
    private int YearAfter(int at)
    {
        var comma = this[at].IsMark(',') ? 1 : 0;
        var token = this[at + comma];
        return token is { Kind: DateTokenKind.Number, Value: >= FirstFullYear } ? comma + 1 : 0;
    }

    private int OrdinalAt(int at)
    {
        ReadOrdinal(at, out var value);
        return value;
    }

    /// <summary>A month without day and year needs a word before it that shows it to be one.</summary>
    private bool IsMonthAlone(int at, int count) =>
        this[at + count].Kind != DateTokenKind.Number
        && (EnglishDateWords.BeforeMonth.Contains(this[at - 1].Word)
            || (EnglishDateWords.Joints.Contains(this[at - 1].Word) && MonthAt(at - 2, out _) > 0));
}
