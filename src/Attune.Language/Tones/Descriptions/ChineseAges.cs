namespace Attune.Language.Tones.Descriptions;

/// <summary>Finds ages in Chinese: 八歲, 七十多歲, 五、六歲, 七十到八十之間, 年過七旬, 二十出頭.</summary>
internal static class ChineseAges
{
    private static readonly string[] Announced = ["年約", "年近", "年過", "年紀在", "年紀約", "年齡", "年齡約", "年齡在", "歲數"];

    public static List<FoundAge> Find(string text)
    {
        var ages = new List<FoundAge>();
        for (var i = 0; i < text.Length;)
        {
            if (AgeAt(text, i) is { } age)
            {
                ages.Add(age);
                i = age.Span.End;
                continue;
            }

            var (_, length) = ChineseNumerals.At(text.AsSpan(i));
            i += Math.Max(1, length);
        }

        return ages;
    }

    private static FoundAge? AgeAt(string text, int start)
    {
        var (value, length) = ChineseNumerals.At(text.AsSpan(start));
        if (length == 0)
            return null;
        var at = SkipSpaces(text, start + length);
        var (from, to) = (value, value);
        if (RangeEnd(text, at, value) is { Length: > 0 } range)
            (to, at) = (range.Value, SkipSpaces(text, at + range.Length));
        else if (SecondUnit(text, at, value) is > 0 and var second)
            (to, at) = (second, SkipSpaces(text, at + 1));
        if (StartsWith(text, at, "好幾"))
            (from, to, at) = (value + 6, value + 9, at + 2);
        else if (at < text.Length && text[at] is '多' or '幾' or '來' or '餘' && value >= 10)
            (to, at) = (value + 9, at + 1);
        if (StartsWith(text, at, "出頭"))
            return new FoundAge(new TextSpan(start, at + 2 - start), value, value + 3);
        if (at < text.Length && text[at] == '旬')
            return new FoundAge(new TextSpan(start, at + 1 - start), value * 10, (value * 10) + 9);
        var hasUnit = at < text.Length && text[at] is '歲';
        var isAge = hasUnit || (to > from && (StartsWith(text, at, "之間") || from >= 26)) || IsAnnounced(text, start);
        return isAge ? new FoundAge(new TextSpan(start, at + (hasUnit ? 1 : 0) - start), from, to) : null;
    }

    /// <summary>The second number of 五、六 or 七十到八十; the length counts what joins them.</summary>
    private static (int Value, int Length) RangeEnd(string text, int at, int first)
    {
        if (at >= text.Length || text[at] is not ('到' or '至' or '、' or '~' or '～' or '-' or '–'))
            return (0, 0);
        var (second, length) = ChineseNumerals.At(text.AsSpan(at + 1));
        if (length == 0)
            return (0, 0);
        // 十二、三歲: the second number repeats the unit only.
        var value = second < 10 && first > 10 ? (first / 10 * 10) + second : second;
        return value > first ? (value, length + 1) : (0, 0);
    }

    /// <summary>The second year of 二十五六歲; 0 when there is none.</summary>
    private static int SecondUnit(string text, int at, int first)
    {
        var digit = ChineseNumerals.DigitAt(text, at);
        return digit == (first % 10) + 1 && first % 10 > 0 ? first + 1 : 0;
    }

    private static bool IsAnnounced(string text, int start) =>
        Announced.Any(words => text.AsSpan(0, start).TrimEnd().EndsWith(words, StringComparison.Ordinal));

    private static bool StartsWith(string text, int at, string words) =>
        at <= text.Length && text.AsSpan(at).StartsWith(words, StringComparison.Ordinal);

    private static int SkipSpaces(string text, int at)
    {
        while (at < text.Length && text[at] == ' ')
            at++;
        return at;
    }
}
