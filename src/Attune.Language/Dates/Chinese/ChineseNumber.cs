using Attune.Language.Tones.Descriptions;

namespace Attune.Language.Dates.Chinese;

/// <summary>A number in figures (of either width) or in Chinese numerals.</summary>
/// <param name="Value">0 to 9999.</param>
/// <param name="Length">UTF-16 units.</param>
/// <param name="Digits">How many digits, when it is written digit by digit: 1928, 一九二八; 0 for 二十八.</param>
internal readonly record struct ChineseNumber(int Value, int Length, int Digits)
{
    private const int MostDigits = 4;
    private const int Ten = 10;

    /// <summary>The number that begins at a place; null when there is none, or when it is no whole number of ours.</summary>
    public static ChineseNumber? At(ReadOnlySpan<char> text, int at)
    {
        if (at >= text.Length)
            return null;
        return FigureAt(text, at) >= 0 ? OfFigures(text, at) : OfNumerals(text, at);
    }

    private static ChineseNumber? OfFigures(ReadOnlySpan<char> text, int at)
    {
        // 3.14 and 12,000 begin no number here, nor do their ends.
        if (at > 1 && text[at - 1] is '.' or ',' or ':' && FigureAt(text, at - 2) >= 0)
            return null;
        var (value, digits) = (0, 0);
        while (FigureAt(text, at + digits) is >= 0 and var figure)
        {
            if (++digits > MostDigits)
                return null;
            value = (value * Ten) + figure;
        }

        return new ChineseNumber(value, digits, digits);
    }

    private static ChineseNumber? OfNumerals(ReadOnlySpan<char> text, int at)
    {
        var length = 0;
        var isCounted = false;
        while (at + length < text.Length && (DigitAt(text, at + length) >= 0 || IsCounter(text[at + length])))
            isCounted |= IsCounter(text[at + length++]);
        if (length == 0 || length > 2 * MostDigits)
            return null;
        var numerals = text.Slice(at, length);
        if (isCounted)
            return Counted(numerals) is > 0 and var value ? new ChineseNumber(value, length, 0) : null;
        if (length > MostDigits)
            return null;
        var sum = 0;
        for (var i = 0; i < length; i++)
            sum = (sum * Ten) + DigitAt(numerals, i);
        return new ChineseNumber(sum, length, length);
    }

    /// <summary>二十八, 一百零五, 十二; 0 when the places do not fall.</summary>
    private static int Counted(ReadOnlySpan<char> numerals)
    {
        var (sum, digit, lastPlace) = (0, -1, MostDigits * Ten * Ten * Ten);
        for (var i = 0; i < numerals.Length; i++)
        {
            if (TensOf(numerals[i]) is > 0 and var tens)
            {
                if (i > 0)
                    return 0;
                (sum, lastPlace) = (tens, Ten);
                continue;
            }

            var place = PlaceOf(numerals[i]);
            if (place == 0)
            {
                if (digit > 0)
                    return 0;
                digit = DigitAt(numerals, i);
                continue;
            }

            // Only ten may stand without a digit, and only at the beginning.
            if (place >= lastPlace || digit == 0 || (digit < 0 && (place > Ten || i > 0)))
                return 0;
            sum += (digit < 0 ? 1 : digit) * place;
            (digit, lastPlace) = (-1, place);
        }

        return sum + Math.Max(0, digit);
    }

    private static bool IsCounter(char numeral) => PlaceOf(numeral) > 0 || TensOf(numeral) > 0;

    /// <summary>The short forms of 二十 and 三十.</summary>
    private static int TensOf(char numeral) => numeral switch { '廿' => 20, '卅' => 30, _ => 0 };

    private static int PlaceOf(char numeral) => numeral switch { '十' => 10, '百' => 100, '千' => 1000, _ => 0 };

    private static int DigitAt(ReadOnlySpan<char> text, int at) =>
        at < text.Length && text[at] == '○' ? 0 : ChineseNumerals.DigitAt(text, at);

    private static int FigureAt(ReadOnlySpan<char> text, int at) => at >= text.Length || at < 0 ? -1 : text[at] switch
    {
        >= '0' and <= '9' => text[at] - '0',
        >= '０' and <= '９' => text[at] - '０',
        _ => -1,
    };
}
