using System.Buffers;

namespace Attune.Language.Dates.Chinese;

/// <summary>Finds dates in Chinese, place by place: each rule looks at a few characters from where it stands.</summary>
internal sealed partial class ChineseDates
{
    private const string Joints = "到至-–—~～";

    /// <summary>What any date begins with; everything between is passed over at once.</summary>
    private static readonly SearchValues<char> Beginnings = SearchValues.Create(
        [.. "0123456789０１２３４５６７８９〇○零一二三四五六七八九十廿卅兩百千半過最", .. FirstCharacters()]);

    private const char FirstChinese = '\u2E80';

    private readonly string _text;
    private readonly DateOnly _today;
    private readonly List<FoundDate> _found;

    private ChineseDates(string text, DateOnly today, List<FoundDate> found)
    {
        _text = text;
        _today = today;
        _found = found;
    }

    /// <summary>Finds dates.</summary>
    /// <param name="text">In Traditional characters.</param>
    /// <param name="today">The day counted from.</param>
    /// <param name="found">They are added to these.</param>
    public static void Find(ReadOnlySpan<char> text, DateOnly today, List<FoundDate> found)
    {
        if (!HasChinese(text))
            return;
        var reader = new ChineseDates(new string(text), today, found);
        for (var at = 0; text[at..].IndexOfAny(Beginnings) is >= 0 and var next;)
        {
            at += next;
            at += Math.Max(1, reader.ReadAt(at));
        }
    }

    private static IEnumerable<char> FirstCharacters() => ChineseEra.Names
        .Concat(ChineseDateWords.Days.Select(day => day.Word)).Concat(ChineseDateWords.Years.Select(year => year.Word))
        .Concat(ChineseDateWords.Steps.Select(step => step.Word)).Select(word => word[0]);

    private static bool HasChinese(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (character >= FirstChinese)
                return true;
        }

        return false;
    }

    /// <returns>Characters that were read; 0 when no date begins here.</returns>
    private int ReadAt(int at)
    {
        if (ReadEra(at) is > 0 and var era)
            return era;
        if (ReadRelative(at) is > 0 and var relative)
            return relative;
        if (ChineseNumber.At(_text, at) is not { } number)
            return 0;
        var read = ReadAfterNumber(at, number);
        // A number that begins no date is passed over whole: 三年級 is not read from its middle.
        return read > 0 ? read : number.Length;
    }

    private int ReadAfterNumber(int at, ChineseNumber number)
    {
        var after = at + number.Length;
        if (ReadDecade(at, number, after) is > 0 and var decade)
            return decade;
        if (ReadCentury(at, number, after) is > 0 and var century)
            return century;
        if (ReadYear(at, number, after) is > 0 and var year)
            return year;
        if (ReadMonth(at, number, after) is > 0 and var month)
            return month;
        return ReadDistance(at, number, after);
    }

    /// <summary>Keeps a date; one that the calendar does not have is passed over whole.</summary>
    private int Found(int at, int end, DatePeriod? period, bool isYearAssumed = false)
    {
        if (period is { } known)
            _found.Add(new FoundDate(new TextSpan(at, end - at), known, isYearAssumed));
        return end - at;
    }

    private bool Is(int at, string words) =>
        at >= 0 && at <= _text.Length && _text.AsSpan(at).StartsWith(words, StringComparison.Ordinal);

    private char At(int at) => at >= 0 && at < _text.Length ? _text[at] : '\0';

    /// <summary>The length of what joins two ends of a stretch, or 0.</summary>
    private int JointAt(int at) => Joints.Contains(At(at), StringComparison.Ordinal) && At(at) != '\0' ? 1 : 0;
}
