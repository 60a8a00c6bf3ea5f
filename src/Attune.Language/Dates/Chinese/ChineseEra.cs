namespace Attune.Language.Dates.Chinese;

/// <summary>A way to count years that a text names: 民國, 西元, 昭和, 光緒.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="FirstYear">The year of the common era that is its first.</param>
/// <param name="Years">How many it has.</param>
/// <param name="IsLunar">True when its months and days are those of the old calendar, which tell none of ours.</param>
internal sealed record ChineseEra(string Name, int FirstYear, int Years, bool IsLunar = false)
{
    /// <summary>The Republic of China, which has no end.</summary>
    public const string Republic = "民國";

    private const int LastYear = 2999;

    /// <summary>Longer names first.</summary>
    private static readonly ChineseEra[] All =
    [
        new("中華民國", 1912, LastYear - 1911), new(Republic, 1912, LastYear - 1911),
        new("西元", 1, LastYear), new("公元", 1, LastYear), new("西曆", 1, LastYear), new("公曆", 1, LastYear),
        new("明治", 1868, 45), new("大正", 1912, 15), new("昭和", 1926, 64), new("平成", 1989, 31), new("令和", 2019, 100),
        new("順治", 1644, 18, IsLunar: true), new("康熙", 1662, 61, IsLunar: true), new("雍正", 1723, 13, IsLunar: true),
        new("乾隆", 1736, 60, IsLunar: true), new("嘉慶", 1796, 25, IsLunar: true), new("道光", 1821, 30, IsLunar: true),
        new("咸豐", 1851, 11, IsLunar: true), new("同治", 1862, 13, IsLunar: true), new("光緒", 1875, 34, IsLunar: true),
        new("宣統", 1909, 3, IsLunar: true),
    ];

    /// <summary>All names.</summary>
    public static IEnumerable<string> Names => All.Select(era => era.Name);

    /// <summary>The era whose name begins at a place; null when none does.</summary>
    public static ChineseEra? At(ReadOnlySpan<char> text, int at)
    {
        foreach (var era in All)
        {
            if (text[at..].StartsWith(era.Name, StringComparison.Ordinal))
                return era;
        }

        return null;
    }

    /// <summary>A year of it in the common era; 0 when it has none of this number.</summary>
    public int YearOf(int number) => number >= 1 && number <= Years ? FirstYear - 1 + number : 0;
}
