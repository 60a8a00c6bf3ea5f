using FsCheck;
using FsCheck.Fluent;

namespace Attune.Language.Tests.Dates;

/// <summary>Random texts made of what dates are made of, in both languages, whole and broken.</summary>
internal static class DateText
{
    private static readonly string[] Pieces =
    [
        "1", "5", "12", "31", "1928", "2024", "9999", "99999", "1st", "21st", "1920s", "'80s", "May", "Sept.",
        "March", "of", "in", "to", "and", "between", "ago", "weeks", "years", "centuries", "last", "next",
        "this", "past", "Tuesday", "day", "before", "yesterday", "a", "three", "hundred", "BC", "AD", "CE",
        "century", "the", "eighties", "will", "Minguo", "-", "–", "/", ".", ",", "(", ")", " ", "\n", "年", "月",
        "日", "號", "年代", "世紀", "民國", "前", "後", "西元", "昭和", "光緒", "元", "十", "百", "千", "二", "〇", "九", "上", "下",
        "這", "個", "週", "星期", "天", "今", "去", "昨", "大", "半", "過去", "三", "到", "至", "会", "会后", "个", "岁", "多", "𠮷",
        "\ud842", "１９２８", "é", "",
    ];

    public static Arbitrary<string> Arbitrary { get; } = Arb.From(Gen.Elements(Pieces).ListOf().Select(string.Concat));

    public static Arbitrary<string> Spaced { get; } =
        Arb.From(Gen.Elements(Pieces).ListOf().Select(parts => string.Join(' ', parts)));

    /// <summary>Days from the first to the last that there is, the ends among them.</summary>
    public static Arbitrary<DateOnly> Day { get; } = Arb.From(Gen.OneOf(
        Gen.Choose(0, DateOnly.MaxValue.DayNumber).Select(DateOnly.FromDayNumber),
        Gen.Elements(DateOnly.MinValue, DateOnly.MaxValue, new DateOnly(2024, 2, 29))));
}
