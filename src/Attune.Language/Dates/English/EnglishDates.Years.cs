namespace Attune.Language.Dates.English;

/// <content>Years, decades, centuries and eras.</content>
internal sealed partial class EnglishDates
{
    private const int LastYear = 2100;
    private const int Hundred = 100;

    /// <summary>The first year of the Republic of China.</summary>
    private const int FirstOfRepublic = 1912;

    /// <summary>A number that something shows to be a year: in 1928, the fire of 1666, 1928 was.</summary>
    private int ReadYear(int at)
    {
        var year = this[at].Value;
        if (this[at].Span.Length != 4 || year is < FirstFullYear or > LastYear || IsCount(at) || !IsShownToBeYear(at))
            return 0;
        _afterYear = at + 1;
        return Found(at, 1, DatePeriod.OfYear(year));
    }

    private bool IsShownToBeYear(int at)
    {
        var before = this[at - 1];
        if (EnglishDateWords.BeforeYear.Contains(before.Word))
            return true;
        if (EnglishDateWords.BeforeYearOrCount.Contains(before.Word))
            return !IsPlural(this[at + 1]);
        // In 2020, 2021 and 2023; from 1914 to 1918.
        var joint = before.IsMark(',') || IsDash(at - 1) || EnglishDateWords.Joints.Contains(before.Word);
        if (joint && (_afterYear == at - 1 || (_afterYear == at - 2 && this[at - 2].IsMark(','))))
            return true;
        if (before.Word == "between" && this[at + 1].Word == "and" && this[at + 2].Kind == DateTokenKind.Number)
            return true;
        var isFirst = at == 0 || before.IsMark('.') || before.IsMark('!') || before.IsMark('?');
        return isFirst && this[at + 1].Word is "was" or "saw" or "brought" or "marked" or "is";
    }

    private bool IsCount(int at) =>
        EnglishDateWords.Counted.Contains(this[at + 1].Word) || (this[at + 1].Word is "b" && this[at + 2].IsMark('.'))
        || this[at + 1].IsMark('%');

    private static bool IsPlural(DateToken token) =>
        token is { Kind: DateTokenKind.Word, IsCapital: false } && token.Word.EndsWith('s')
        && !EnglishDateWords.NoPlurals.Contains(token.Word);

    /// <summary>The 1920s, the '80s, the eighties.</summary>
    private int ReadDecade(int at)
    {
        var token = this[at];
        var value = token.Value;
        if (token.Kind == DateTokenKind.Word && !EnglishDateWords.Decades.TryGetValue(token.Word, out value))
            return 0;
        if (value % 10 != 0)
            return 0;
        if (value >= FirstFullYear)
        {
            _afterYear = at + 1;
            return Found(at, 1, DatePeriod.OfDecade(value));
        }

        var before = this[at - 1];
        var isShown = before.Word == "the" || (before.Word is "early" or "late" or "mid" && this[at - 2].Word == "the")
            || (before.IsMark('\'') || before.IsMark('’') || before.IsMark('‘'));
        return value is >= 10 and < Hundred && isShown ? Found(at, 1, DatePeriod.OfDecade(LatestDecade(value, _today))) : 0;
    }

    /// <summary>The first year of the latest decade of this name that has begun.</summary>
    internal static int LatestDecade(int twoFigures, DateOnly today)
    {
        var year = (today.Year / Hundred * Hundred) + twoFigures;
        return year <= today.Year ? year : year - Hundred;
    }

    /// <summary>The 19th century, nineteenth-century, the 18th and 19th centuries.</summary>
    private int ReadCentury(int at)
    {
        if (ReadOrdinal(at, out var first) is not (> 0 and var count))
            return 0;
        var last = first;
        var joint = IsDash(at + count) || this[at + count].Word is "to" or "and" ? count + 1 : 0;
        if (joint > 0 && ReadOrdinal(at + joint, out var second) is > 0 and var more)
            (last, count) = (second, joint + more);
        if (this[at + count].IsMark('-'))
            count++;
        if (this[at + count].Word is not ("century" or "centuries"))
            return 0;
        count++;
        if (IsBeforeTheYearOne(at + count))
            return count;
        return Found(at, count, DatePeriod.OfCentury(first)?.To(DatePeriod.OfCentury(last)));
    }

    private bool IsBeforeTheYearOne(int at) =>
        this[at].Word is "bc" or "bce" || (this[at].Word == "b" && this[at + 1].IsMark('.') && this[at + 2].Word == "c");

    /// <summary>AD 79, 117 CE, Minguo 38; what is before the year 1 is read and passed over.</summary>
    private int ReadEra(int at)
    {
        if (this[at].Kind == DateTokenKind.Number)
        {
            if (IsBeforeTheYearOne(at + 1))
                return 2;
            return this[at + 1] is { Word: "ad" or "ce", IsCapital: true } ? Found(at, 2, DatePeriod.OfYear(this[at].Value)) : 0;
        }

        if (!this[at].IsCapital || this[at + 1].Kind != DateTokenKind.Number)
            return 0;
        return this[at].Word switch
        {
            "ad" => Found(at, 2, DatePeriod.OfYear(this[at + 1].Value)),
            "minguo" or "roc" => Found(at, 2, DatePeriod.OfYear(FirstOfRepublic - 1 + this[at + 1].Value)),
            _ => 0,
        };
    }
}
