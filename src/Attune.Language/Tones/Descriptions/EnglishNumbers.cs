using System.Collections.Frozen;
using System.Globalization;

namespace Attune.Language.Tones.Descriptions;

/// <summary>Numbers and decades of an English description, up to 120.</summary>
internal static class EnglishNumbers
{
    public const int Largest = 120;

    private const int LongestDigits = 3;

    private static readonly string[] Small =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
        "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ];

    private static readonly string[] Tens =
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    private static readonly string[] Decades =
        ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"];

    private static readonly FrozenDictionary<string, int> PersonsOfDecade = new Dictionary<string, int>
    {
        ["quinquagenarian"] = 50,
        ["sexagenarian"] = 60,
        ["septuagenarian"] = 70,
        ["octogenarian"] = 80,
        ["nonagenarian"] = 90,
        ["centenarian"] = 100,
    }.ToFrozenDictionary();

    /// <summary>The number at a place, in one or two words, or -1.</summary>
    public static (int Value, int Words) At(IReadOnlyList<DescriptionWord> words, int at)
    {
        var word = words[at].Text;
        var plain = word.EndsWith("ish", StringComparison.Ordinal) ? word[..^3] : word;
        if (plain.Length is > 0 and <= LongestDigits && plain.All(char.IsAsciiDigit))
        {
            var value = int.Parse(plain, CultureInfo.InvariantCulture);
            return value <= Largest ? (value, 1) : (-1, 0);
        }

        if (Array.IndexOf(Small, plain) is >= 0 and var small)
            return (small, 1);
        if (Array.IndexOf(Tens, plain) is not (>= 0 and var tens))
            return (-1, 0);
        var ten = (tens + 2) * 10;
        if (at + 1 < words.Count && words[at + 1].Clause == words[at].Clause
            && Array.IndexOf(Small, words[at + 1].Text) is >= 1 and <= 9 and var unit)
            return (ten + unit, 2);
        return (ten, 1);
    }

    /// <summary>The first year of <c>seventies</c>, <c>70s</c> or <c>octogenarian</c>; null for other words.</summary>
    public static int? DecadeOf(string word)
    {
        if (Array.IndexOf(Decades, word) is >= 0 and var index)
            return (index + 2) * 10;
        if (word is [>= '1' and <= '9', '0', 's'])
            return (word[0] - '0') * 10;
        return PersonsOfDecade.TryGetValue(word, out var decade) ? decade : null;
    }
}
