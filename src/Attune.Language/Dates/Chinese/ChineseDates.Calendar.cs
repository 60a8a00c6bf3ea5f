namespace Attune.Language.Dates.Chinese;

/// <content>Years, months and days, eras, decades and centuries.</content>
internal sealed partial class ChineseDates
{
    private const int FullYearDigits = 4;
    private const int FirstFullYear = 1000;
    private const int LastFullYear = 2999;
    private const int LastCentury = 30;
    private const int Ten = 10;
    private const int Hundred = 100;

    /// <summary>民國113年5月1日, 西元1624年, 光緒十年, 民國前一年, 民國60年代; 西元前221年 is read and passed over.</summary>
    private int ReadEra(int at)
    {
        if (ChineseEra.At(_text, at) is not { } era)
            return 0;
        var numberAt = at + era.Name.Length;
        var isBefore = At(numberAt) == '前';
        numberAt += isBefore ? 1 : 0;
        var isFirst = At(numberAt) == '元';
        var number = isFirst ? new ChineseNumber(1, 1, 0) : ChineseNumber.At(_text, numberAt) ?? default;
        var unit = numberAt + number.Length;
        if (number.Length == 0)
            return 0;
        if (isBefore && era.FirstYear == 1)
            return Is(unit, "年") || Is(unit, "世紀") ? unit + 1 - at : 0;
        if (At(unit) != '年')
            return 0;
        if (isBefore)
            return Found(at, unit + 1, DatePeriod.OfYear(era.FirstYear - number.Value));
        if (Is(unit, "年代") && number.Value % Ten == 0)
            return Found(at, unit + 2, DatePeriod.OfDecade(era.FirstYear - 1 + number.Value));
        var year = era.YearOf(number.Value);
        if (year == 0)
            return unit + 1 - at;
        if (JointAt(unit + 1) is > 0 and var joint && ChineseNumber.At(_text, unit + 1 + joint) is { } last
            && At(unit + 1 + joint + last.Length) == '年' && era.YearOf(last.Value) is > 0 and var lastYear)
            return Found(at, unit + 2 + joint + last.Length, DatePeriod.OfYears(DatePrecision.Year, year, lastYear));
        return era.IsLunar ? Found(at, unit + 1, DatePeriod.OfYear(year)) : ReadInYear(at, unit + 1, year);
    }

    /// <summary>1928年, 一九二八年五月一日, 1914至1918年.</summary>
    private int ReadYear(int at, ChineseNumber number, int after)
    {
        if (!IsFullYear(number))
            return IsEarlyYear(at, number, after) ? ReadInYear(at, after + 1, number.Value) : 0;
        if (At(after) == '年')
        {
            // 2000年前 may be two thousand years ago.
            var isDistance = number.Value % FirstFullYear == 0 && At(after + 1) == '前';
            return isDistance ? after + 2 - at : ReadInYear(at, after + 1, number.Value);
        }

        return JointAt(after) is > 0 and var joint && ChineseNumber.At(_text, after + joint) is { } last && IsFullYear(last)
            && At(after + joint + last.Length) == '年'
                ? Found(at, after + joint + last.Length + 1, DatePeriod.OfYears(DatePrecision.Year, number.Value, last.Value))
                : 0;
    }

    private static bool IsFullYear(ChineseNumber number) =>
        number is { Digits: FullYearDigits, Value: >= FirstFullYear and <= LastFullYear };

    /// <summary>在631年, 於328年: three digits, where a length of time would not stand.</summary>
    private bool IsEarlyYear(int at, ChineseNumber number, int after) =>
        number is { Digits: 3, Value: >= Hundred } && At(after) == '年'
        && (at == 0 || "在於自從到至，。；（、".Contains(At(at - 1), StringComparison.Ordinal))
        && !"前後來的之以間多".Contains(At(after + 1), StringComparison.Ordinal);

    /// <summary>What of month and day follows a year.</summary>
    private int ReadInYear(int at, int after, int year, bool isYearAssumed = false)
    {
        if (ChineseNumber.At(_text, after) is not { } month || At(after + month.Length) != '月'
            || At(after + month.Length + 1) == '台')
            return Found(at, after, DatePeriod.OfYear(year), isYearAssumed);
        return ReadInMonth(at, after + month.Length + 1, year, month.Value, isYearAssumed);
    }

    private int ReadInMonth(int at, int after, int year, int month, bool isYearAssumed)
    {
        if (ChineseNumber.At(_text, after) is { } from && JointAt(after + from.Length) is > 0 and var to
            && DayAt(after + from.Length + to) is { } until)
            return Found(at, after + from.Length + to + until.Length + 1, DatePeriod.OfDay(year, month, from.Value)
                ?.To(DatePeriod.OfDay(year, month, until.Value)), isYearAssumed);
        if (DayAt(after) is not { } day)
            return Found(at, after, DatePeriod.OfMonth(year, month), isYearAssumed);
        var end = after + day.Length + 1;
        var first = DatePeriod.OfDay(year, month, day.Value);
        if (JointAt(end) is > 0 and var joint && DayAt(end + joint) is { } last
            && DatePeriod.OfDay(year, month, last.Value) is { } lastDay && first?.To(lastDay) is { } days)
            return Found(at, end + joint + last.Length + 1, days, isYearAssumed);
        return Found(at, end, first, isYearAssumed);
    }

    private ChineseNumber? DayAt(int at) =>
        ChineseNumber.At(_text, at) is { Value: <= 99 } day && At(at + day.Length) is '日' or '號' ? day : null;

    /// <summary>5月1日, 五月; not 每年五月, which is no date.</summary>
    private int ReadMonth(int at, ChineseNumber number, int after)
    {
        if (At(after) != '月' || number.Value is < 1 or > 12)
            return 0;
        // A year that none of the rules knows stands before it: 崇禎十七年四月, 同年四月.
        return At(at - 1) is '每' or '年'
            ? after + 1 - at
            : ReadInMonth(at, after + 1, _today.Year, number.Value, isYearAssumed: true);
    }

    /// <summary>1920年代, 八十年代, 二〇年代.</summary>
    private int ReadDecade(int at, ChineseNumber number, int after)
    {
        if (number.Value % Ten != 0)
            return 0;
        // 1960至70年代 ends in the same century.
        if (IsFullYear(number) && JointAt(after) is > 0 and var joint && ChineseNumber.At(_text, after + joint) is { } last
            && last.Value % Ten == 0 && last.Value < Hundred && Is(after + joint + last.Length, "年代"))
            return Found(at, after + joint + last.Length + 2, DatePeriod.OfDecade(number.Value)
                ?.To(DatePeriod.OfDecade((number.Value / Hundred * Hundred) + last.Value)));
        if (!Is(after, "年代"))
            return 0;
        if (IsFullYear(number))
            return Found(at, after + 2, DatePeriod.OfDecade(number.Value));
        return number.Value is >= Ten and < Hundred
            ? Found(at, after + 2, DatePeriod.OfDecade(English.EnglishDates.LatestDecade(number.Value, _today)))
            : 0;
    }

    /// <summary>十九世紀, 十八至十九世紀, 二十世紀八十年代.</summary>
    private int ReadCentury(int at, ChineseNumber number, int after)
    {
        var last = number;
        if (JointAt(after) is > 0 and var joint && ChineseNumber.At(_text, after + joint) is { } second
            && Is(after + joint + second.Length, "世紀"))
            (last, after) = (second, after + joint + second.Length);
        if (!Is(after, "世紀") || number.Value is < 1 or > LastCentury)
            return 0;
        return last != number
            ? Found(at, after + 2, DatePeriod.OfCentury(number.Value)?.To(DatePeriod.OfCentury(last.Value)))
            : ReadInCentury(at, after + 2, number.Value);
    }

    private int ReadInCentury(int at, int after, int century)
    {
        var numberAt = At(after) == '的' ? after + 1 : after;
        return ChineseNumber.At(_text, numberAt) is { Value: < Hundred } decade && Is(numberAt + decade.Length, "年代")
            && decade.Value % Ten == 0
                ? Found(at, numberAt + decade.Length + 2, DatePeriod.OfDecade(((century - 1) * Hundred) + decade.Value))
                : Found(at, after, DatePeriod.OfCentury(century));
    }
}
