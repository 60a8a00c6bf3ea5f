namespace Attune.Language.Dates.Chinese;

/// <summary>The words by which Chinese counts from today.</summary>
internal static class ChineseDateWords
{
    /// <summary>Days from today.</summary>
    public static readonly (string Word, int Days)[] Days =
    [
        ("大前天", -3), ("大後天", 3), ("前天", -2), ("昨天", -1), ("昨日", -1), ("昨晚", -1), ("昨夜", -1), ("今天", 0), ("今日", 0),
        ("今晚", 0), ("今早", 0), ("明天", 1), ("明日", 1), ("明晚", 1), ("明早", 1), ("後天", 2),
    ];

    /// <summary>Years from this one.</summary>
    public static readonly (string Word, int Years)[] Years =
        [("大前年", -3), ("大後年", 3), ("前年", -2), ("去年", -1), ("今年", 0), ("明年", 1), ("後年", 2)];

    public static readonly (string Word, int Step)[] Steps =
        [("上上", -2), ("下下", 2), ("上", -1), ("這", 0), ("本", 0), ("下", 1)];

    public static readonly (string Word, DateUnit Unit)[] Units =
    [
        ("個星期", DateUnit.Week), ("個禮拜", DateUnit.Week), ("星期", DateUnit.Week), ("禮拜", DateUnit.Week), ("週", DateUnit.Week),
        ("周", DateUnit.Week), ("天", DateUnit.Day), ("日", DateUnit.Day), ("個月", DateUnit.Month), ("年", DateUnit.Year),
        ("個世紀", DateUnit.Century), ("世紀", DateUnit.Century),
    ];

    /// <summary>After 月 these make another word of it: 上月台, 下月球.</summary>
    public const string NoMonth = "台球亮光餅";
}
