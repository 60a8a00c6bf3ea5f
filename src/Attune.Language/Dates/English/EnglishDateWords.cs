using System.Collections.Frozen;

namespace Attune.Language.Dates.English;

/// <summary>The words that English dates are made of, in lower case.</summary>
internal static class EnglishDateWords
{
    private const string UnitNames = "day/days week/weeks month/months year/years decade/decades century/centuries";

    public static readonly FrozenDictionary<string, int> Months = Numbered(
        "january february march april may june july august september october november december", 1);

    /// <summary>Those of three letters, with sept.</summary>
    public static readonly FrozenDictionary<string, int> ShortMonths =
        Months.Select(month => KeyValuePair.Create(month.Key[..3], month.Value)).Append(KeyValuePair.Create("sept", 9))
            .DistinctBy(month => month.Key).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Monday is 0.</summary>
    public static readonly FrozenDictionary<string, int> Weekdays =
        Numbered("monday tuesday wednesday thursday friday saturday sunday", 0);

    public static readonly FrozenDictionary<string, DateUnit> Units = Enum.GetValues<DateUnit>()
        .SelectMany(unit => UnitNames.Split(' ')[(int)unit].Split('/').Select(name => KeyValuePair.Create(name, unit)))
        .ToFrozenDictionary(StringComparer.Ordinal);

    public static readonly FrozenDictionary<string, int> Numbers = Numbered(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
        + "nineteen twenty", 1)
        .Concat(Tens("twenty thirty forty fifty sixty seventy eighty ninety"))
        .Append(KeyValuePair.Create("a", 1)).Append(KeyValuePair.Create("an", 1))
        .DistinctBy(number => number.Key).ToFrozenDictionary(StringComparer.Ordinal);

    public static readonly FrozenDictionary<string, int> Ordinals = Numbered(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
        + "sixteenth seventeenth eighteenth nineteenth twentieth", 1)
        .Append(KeyValuePair.Create("thirtieth", 30)).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The twenties to the nineties.</summary>
    public static readonly FrozenDictionary<string, int> Decades =
        Tens("twenties thirties forties fifties sixties seventies eighties nineties").ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Words before a number of four figures that show it to be a year.</summary>
    public static readonly FrozenSet<string> BeforeYear = Set(
        "in since by until till during year spring summer autumn fall winter early late mid circa ca c before after dated");

    /// <summary>Words before a number that may be a year or count things.</summary>
    public static readonly FrozenSet<string> BeforeYearOrCount = Set("of from about around");

    /// <summary>Words after a number that show that it counts things.</summary>
    public static readonly FrozenSet<string> Counted = Set(
        "people men women children metres meters feet kilometres kilometers km m cm mm miles yards kilos kilograms kg tons "
        + "tonnes pounds dollars euros yuan yen words pages seats rooms years days hours minutes seconds copies items members "
        + "visitors inhabitants guests tickets steps photographs paintings objects books pieces coins degrees percent species "
        + "volumes soldiers sailors ships houses trees bricks stones letters lines litres liters square cubic million thousand "
        + "hundred or bc bce");

    /// <summary>Words that end like a plural after a year and are none.</summary>
    public static readonly FrozenSet<string> NoPlurals =
        Set("was has is does as its his this us always perhaps thus across towards besides others yes");

    /// <summary>Words after which a month alone is one.</summary>
    public static readonly FrozenSet<string> BeforeMonth =
        Set("in during since until till by from between late early mid through of");

    public static readonly FrozenSet<string> Joints = Set("to until till through and or");

    public static readonly FrozenSet<string> Future = Set("will shall going ll");

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static FrozenDictionary<string, int> Numbered(string words, int first) =>
        words.Split(' ').Select((word, index) => KeyValuePair.Create(word, index + first))
            .ToFrozenDictionary(StringComparer.Ordinal);

    private static IEnumerable<KeyValuePair<string, int>> Tens(string words) =>
        words.Split(' ').Select((word, index) => KeyValuePair.Create(word, (index + 2) * 10));
}
