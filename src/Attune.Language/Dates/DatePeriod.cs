namespace Attune.Language.Dates;

/// <summary>A stretch of days. Whatever the calendar does not have, such as 30 February or a year after 9999, is null.</summary>
internal readonly record struct DatePeriod(DatePrecision Precision, DateOnly Start, DateOnly End)
{
    private const int YearsPerDecade = 10;
    private const int YearsPerCentury = 100;
    private const int DaysPerWeek = 7;
    private const int MonthsPerYear = 12;

    public static DatePeriod OfDay(DateOnly day) => new(DatePrecision.Day, day, day);

    public static DatePeriod? OfDay(int year, int month, int day) =>
        IsYear(year) && month is >= 1 and <= MonthsPerYear && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? OfDay(new DateOnly(year, month, day))
            : null;

    public static DatePeriod? OfMonth(int year, int month) => IsYear(year) && month is >= 1 and <= MonthsPerYear
        ? new DatePeriod(DatePrecision.Month, new DateOnly(year, month, 1),
            new DateOnly(year, month, DateTime.DaysInMonth(year, month)))
        : null;

    public static DatePeriod? OfYear(int year) => OfYears(DatePrecision.Year, year, year);

    /// <param name="year">Its first year.</param>
    public static DatePeriod? OfDecade(int year) => OfYears(DatePrecision.Decade, year, year + YearsPerDecade - 1);

    /// <param name="number">19 for 1801 to 1900.</param>
    public static DatePeriod? OfCentury(int number) =>
        OfYears(DatePrecision.Century, ((number - 1) * YearsPerCentury) + 1, number * YearsPerCentury);

    public static DatePeriod? OfYears(DatePrecision precision, int first, int last) =>
        IsYear(first) && IsYear(last) && first <= last
            ? new DatePeriod(precision, new DateOnly(first, 1, 1), new DateOnly(last, MonthsPerYear, 31))
            : null;

    /// <summary>The week that so many weeks after that of a day; weeks begin on Monday.</summary>
    public static DatePeriod? OfWeek(DateOnly day, int weeks, int firstDay = 0, int lastDay = DaysPerWeek - 1)
    {
        var monday = day.DayNumber - (((int)day.DayOfWeek + DaysPerWeek - 1) % DaysPerWeek) + (weeks * DaysPerWeek);
        return Of(monday + firstDay, monday + lastDay);
    }

    /// <summary>The day that lies so many days after another.</summary>
    public static DatePeriod? After(DateOnly day, long days) => Of(day.DayNumber + days, day.DayNumber + days);

    /// <summary>The month, year, decade or century so many of them after that of a day; of days and weeks the day.</summary>
    public static DatePeriod? After(DateOnly day, DateUnit unit, long count)
    {
        switch (unit)
        {
            case DateUnit.Day or DateUnit.Week:
                return After(day, unit == DateUnit.Week ? count * DaysPerWeek : count);
            case DateUnit.Month:
                var months = (day.Year * MonthsPerYear) + day.Month - 1 + count;
                return months < 0 ? null : OfMonth(Year(months / MonthsPerYear), (int)(months % MonthsPerYear) + 1);
            case DateUnit.Year:
                return OfYear(Year(day.Year + count));
            case DateUnit.Decade:
                var decade = Year(day.Year + (count * YearsPerDecade));
                return decade < YearsPerDecade ? null : OfDecade(decade / YearsPerDecade * YearsPerDecade);
            default:
                var century = Year(day.Year + (count * YearsPerCentury));
                return century < 1 ? null : OfCentury(((century - 1) / YearsPerCentury) + 1);
        }
    }

    /// <summary>The days from so many units before a day up to it.</summary>
    public static DatePeriod? UpTo(DateOnly day, DateUnit unit, long count)
    {
        if (unit is DateUnit.Day or DateUnit.Week)
            return Of(day.DayNumber - (unit == DateUnit.Week ? count * DaysPerWeek : count), day.DayNumber);
        var months = count * unit switch
        {
            DateUnit.Month => 1,
            DateUnit.Year => MonthsPerYear,
            DateUnit.Decade => MonthsPerYear * YearsPerDecade,
            _ => MonthsPerYear * YearsPerCentury,
        };
        return months < ((day.Year - 1) * MonthsPerYear) + day.Month
            ? new DatePeriod(DatePrecision.Day, day.AddMonths(-(int)months), day)
            : null;
    }

    /// <summary>From the beginning of this to the end of another; null when that lies before or is none.</summary>
    public DatePeriod? To(DatePeriod? other) => other is { } last && Start <= last.Start
        ? new DatePeriod(Precision > last.Precision ? Precision : last.Precision, Start, last.End)
        : null;

    /// <summary>The same days of another year; null when that has no such days.</summary>
    public DatePeriod? InYear(int year) =>
        Precision == DatePrecision.Month ? OfMonth(year, Start.Month) : OfDay(year, Start.Month, Start.Day);

    private static DatePeriod? Of(long first, long last) => first >= 0 && last <= DateOnly.MaxValue.DayNumber
        ? new DatePeriod(DatePrecision.Day, DateOnly.FromDayNumber((int)first), DateOnly.FromDayNumber((int)last))
        : null;

    private static bool IsYear(int year) => year >= DateOnly.MinValue.Year && year <= DateOnly.MaxValue.Year;

    private static int Year(long year) => (int)Math.Clamp(year, 0, DateOnly.MaxValue.Year + 1);
}
