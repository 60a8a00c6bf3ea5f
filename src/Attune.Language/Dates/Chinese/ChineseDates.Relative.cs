namespace Attune.Language.Dates.Chinese;

/// <content>What is counted from a day: 昨天, 上週二, 三個星期前, 去年八月, 過去三年.</content>
internal sealed partial class ChineseDates
{
    private const int DaysPerWeek = 7;
    private const int MonthsOfHalfYear = 6;

    private int ReadRelative(int at)
    {
        // 以前天氣 and 之後天空 hold no 前天 and no 後天.
        if (At(at) is '前' or '後' && "以之目最面".Contains(At(at - 1), StringComparison.Ordinal))
            return 0;
        foreach (var (word, days) in ChineseDateWords.Days)
        {
            if (Is(at, word))
                return Found(at, at + word.Length, DatePeriod.After(_today, days));
        }

        foreach (var (word, years) in ChineseDateWords.Years)
        {
            if (Is(at, word))
                return ReadInYear(at, at + word.Length, _today.Year + years);
        }

        if (Is(at, "半年前"))
            return Found(at, at + 3, DatePeriod.After(_today, DateUnit.Month, -MonthsOfHalfYear));
        return Is(at, "過去") || Is(at, "最近") ? ReadUpToNow(at) : ReadStep(at);
    }

    /// <summary>過去三年: the days from then to now.</summary>
    private int ReadUpToNow(int at) =>
        ChineseNumber.At(_text, at + 2) is { } number && UnitAt(at + 2 + number.Length, out var unit) is > 0 and var length
            ? Found(at, at + 2 + number.Length + length, DatePeriod.UpTo(_today, unit, number.Value))
            : 0;

    /// <summary>上個月, 上週二, 本月15日, 下個世紀.</summary>
    private int ReadStep(int at)
    {
        foreach (var (word, step) in ChineseDateWords.Steps)
        {
            if (!Is(at, word))
                continue;
            var unitAt = at + word.Length;
            unitAt += At(unitAt) == '一' ? 1 : 0;
            unitAt += At(unitAt) == '個' ? 1 : 0;
            if (Is(unitAt, "世紀"))
                return ReadInCentury(at, unitAt + 2, ((_today.Year - 1) / Hundred) + 1 + step);
            if (At(unitAt) == '月' && !ChineseDateWords.NoMonth.Contains(At(unitAt + 1), StringComparison.Ordinal)
                && DatePeriod.After(_today, DateUnit.Month, step) is { } month)
                return ReadInMonth(at, unitAt + 1, month.Start.Year, month.Start.Month, isYearAssumed: false);
            if (ReadWeek(at, unitAt, step) is > 0 and var week)
                return week;
        }

        return 0;
    }

    private int ReadWeek(int at, int unitAt, int step)
    {
        var length = Is(unitAt, "星期") || Is(unitAt, "禮拜") ? 2 : At(unitAt) is '週' or '周' ? 1 : 0;
        var end = unitAt + length;
        if (length == 0 || At(end) is '期' or '歲' or '年')
            return 0;
        if (At(end) == '末')
            return Found(at, end + 1, DatePeriod.OfWeek(_today, step, DaysPerWeek - 2));
        var weekday = "一二三四五六日".IndexOf(At(end), StringComparison.Ordinal);
        weekday = At(end) == '天' ? DaysPerWeek - 1 : weekday;
        return weekday >= 0
            ? Found(at, end + 1, DatePeriod.OfWeek(_today, step, weekday, weekday))
            : Found(at, end, DatePeriod.OfWeek(_today, step));
    }

    /// <summary>三個星期前, 五年前; 3天後 when the sentence speaks of what will be.</summary>
    private int ReadDistance(int at, ChineseNumber number, int after)
    {
        if (UnitAt(after, out var unit) is not (> 0 and var length))
            return 0;
        var end = after + length;
        var side = Is(end, "以前") || Is(end, "之前") || Is(end, "以後") || Is(end, "之後") ? end + 1 : end;
        return At(side) switch
        {
            '前' => Found(at, side + 1, DatePeriod.After(_today, unit, -number.Value)),
            '後' when SpeaksOfTheFuture(side) => Found(at, side + 1, DatePeriod.After(_today, unit, number.Value)),
            _ => 0,
        };
    }

    private bool SpeaksOfTheFuture(int at)
    {
        const int Reach = 24;
        for (var i = at; i < _text.Length && i < at + Reach && _text[i] is not ('。' or '！' or '？' or '\n'); i++)
        {
            if (_text[i] is '會' or '要')
                return true;
        }

        return false;
    }

    private int UnitAt(int at, out DateUnit unit)
    {
        foreach (var (word, known) in ChineseDateWords.Units)
        {
            if (Is(at, word))
            {
                unit = known;
                return word.Length;
            }
        }

        unit = default;
        return 0;
    }
}
