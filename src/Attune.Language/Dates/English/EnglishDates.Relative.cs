namespace Attune.Language.Dates.English;

/// <content>What is counted from a day: yesterday, last Tuesday, three weeks ago, the past ten days.</content>
internal sealed partial class EnglishDates
{
    private const int DaysPerWeek = 7;

    /// <summary>Yesterday, the day before yesterday, last night.</summary>
    private int ReadNamedDay(int at)
    {
        switch (this[at].Word)
        {
            case "today" or "tonight":
                return Found(at, 1, DatePeriod.OfDay(_today));
            case "yesterday":
                return Found(at, 1, DatePeriod.After(_today, -1));
            case "tomorrow":
                return Found(at, 1, DatePeriod.After(_today, 1));
            case "last" when this[at + 1].Word == "night":
                return Found(at, 2, DatePeriod.After(_today, -1));
            case "this" when this[at + 1].Word is "morning" or "afternoon" or "evening":
                return Found(at, 2, DatePeriod.OfDay(_today));
            case "day" when this[at + 1].Word == "before" && this[at + 2].Word == "yesterday":
                return Found(at, 3, DatePeriod.After(_today, -2));
            case "day" when this[at + 1].Word == "after" && this[at + 2].Word == "tomorrow":
                return Found(at, 3, DatePeriod.After(_today, 2));
            default:
                return 0;
        }
    }

    /// <summary>Three weeks ago, a year ago, in figures too.</summary>
    private int ReadAgo(int at)
    {
        if (ReadNumber(at, out var value) is not (> 0 and var count)
            || !EnglishDateWords.Units.TryGetValue(this[at + count].Word, out var unit))
            return 0;
        return this[at + count + 1].Word switch
        {
            "ago" => Found(at, count + 2, DatePeriod.After(_today, unit, -value)),
            "from" when this[at + count + 2].Word == "now" => Found(at, count + 3, DatePeriod.After(_today, unit, value)),
            _ => 0,
        };
    }

    /// <summary>In three days, when the sentence speaks of what will be.</summary>
    private int ReadFuture(int at)
    {
        if (this[at].Word != "in" || ReadNumber(at + 1, out var value) is not (> 0 and var count)
            || !EnglishDateWords.Units.TryGetValue(this[at + 1 + count].Word, out var unit) || !SpeaksOfTheFuture(at))
            return 0;
        return Found(at, count + 2, DatePeriod.After(_today, unit, value));
    }

    private bool SpeaksOfTheFuture(int at)
    {
        const int Reach = 24;
        for (var i = at - 1; i >= 0 && i > at - Reach && !EndsSentence(i); i--)
        {
            if (EnglishDateWords.Future.Contains(this[i].Word))
                return true;
        }

        for (var i = at + 1; i < _tokens.Count && i < at + Reach && !EndsSentence(i); i++)
        {
            if (EnglishDateWords.Future.Contains(this[i].Word))
                return true;
        }

        return false;
    }

    private bool EndsSentence(int at) => this[at].IsMark('.') || this[at].IsMark('!') || this[at].IsMark('?');

    /// <summary>Last, this and next with a unit, a weekday or a month; the last or past so many of a unit.</summary>
    private int ReadSeries(int at)
    {
        if (this[at].Word is not ("last" or "past" or "this" or "next" or "previous"))
            return 0;
        var step = this[at].Word switch { "this" => 0, "next" => 1, _ => -1 };
        if (step < 0 && ReadNumber(at + 1, out var value) is > 0 and var count
            && EnglishDateWords.Units.TryGetValue(this[at + 1 + count].Word, out var unit))
            return Found(at, count + 2, DatePeriod.UpTo(_today, unit, value));
        var word = this[at + 1].Word;
        if (this[at].Word == "past")
            return 0;
        if (word == "week")
            return Found(at, 2, DatePeriod.OfWeek(_today, step));
        if (word == "weekend")
            return Found(at, 2, DatePeriod.OfWeek(_today, step, DaysPerWeek - 2));
        if (EnglishDateWords.Units.TryGetValue(word, out unit) && unit is not DateUnit.Day && !word.EndsWith('s'))
            return Found(at, 2, DatePeriod.After(_today, unit, step));
        if (EnglishDateWords.Weekdays.TryGetValue(word, out var weekday))
            return Found(at, 2, WeekdayOf(weekday, step));
        return this[at + 1].IsCapital && EnglishDateWords.Months.TryGetValue(word, out var month) && !IsNumber(at + 2)
            ? Found(at, 2, DatePeriod.OfMonth(YearOfMonth(month, step), month))
            : 0;
    }

    /// <summary>The nearest such day before or after today; of "this" that of the week.</summary>
    private DatePeriod? WeekdayOf(int weekday, int step)
    {
        var ahead = (weekday - (((int)_today.DayOfWeek + DaysPerWeek - 1) % DaysPerWeek) + DaysPerWeek) % DaysPerWeek;
        return step switch
        {
            0 => DatePeriod.OfWeek(_today, 0, weekday, weekday),
            > 0 => DatePeriod.After(_today, ahead == 0 ? DaysPerWeek : ahead),
            _ => DatePeriod.After(_today, ahead - DaysPerWeek),
        };
    }

    /// <summary>The year of the nearest such month before or after this one; of "this" the year we are in.</summary>
    private int YearOfMonth(int month, int step) => step switch
    {
        0 => _today.Year,
        > 0 => month > _today.Month ? _today.Year : _today.Year + 1,
        _ => month < _today.Month ? _today.Year : _today.Year - 1,
    };
}
