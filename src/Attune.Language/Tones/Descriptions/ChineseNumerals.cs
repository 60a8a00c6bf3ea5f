namespace Attune.Language.Tones.Descriptions;

/// <summary>Numbers up to 120 in digits or in Chinese numerals.</summary>
internal static class ChineseNumerals
{
    public const int Largest = 120;

    private const string Digits = "零一二三四五六七八九";
    private const int LongestDigits = 3;

    /// <summary>The number at a place and its length; the length is 0 when none stands there.</summary>
    public static (int Value, int Length) At(ReadOnlySpan<char> text)
    {
        var digits = 0;
        while (digits < text.Length && char.IsAsciiDigit(text[digits]))
            digits++;
        if (digits > 0)
        {
            return digits <= LongestDigits && int.Parse(text[..digits], provider: null) is <= Largest and var value
                ? (value, digits)
                : (0, 0);
        }

        return Written(text);
    }

    /// <summary>One digit, or (digit) 十 (digit), or 百 with what follows.</summary>
    private static (int Value, int Length) Written(ReadOnlySpan<char> text)
    {
        var first = DigitAt(text, 0);
        if (first == 1 && text.Length > 1 && text[1] == '百')
            return Hundred(text);
        var ten = first >= 0 ? 1 : 0;
        if (text.Length > ten && text[ten] == '十')
        {
            var unit = DigitAt(text, ten + 1);
            var tens = (first >= 0 ? first : 1) * 10;
            return unit > 0 ? (tens + unit, ten + 2) : (tens, ten + 1);
        }

        return first >= 0 ? (first, 1) : (0, 0);
    }

    private static (int Value, int Length) Hundred(ReadOnlySpan<char> text) =>
        DigitAt(text, 2) == 0 && DigitAt(text, 3) > 0 ? (100 + DigitAt(text, 3), 4) : (100, 2);

    public static int DigitAt(ReadOnlySpan<char> text, int at)
    {
        if (at >= text.Length)
            return -1;
        return text[at] switch { '兩' => 2, '〇' => 0, var digit => Digits.IndexOf(digit, StringComparison.Ordinal) };
    }
}
