using System.Text.RegularExpressions;
using Attune.Language;

namespace Attune.Companion.Conversations.Rules;

/// <summary>Tells what an unanswered question was after.</summary>
internal static partial class OwnMatters
{
    /// <summary>Asks about something of one's own, which only one's own messages can know.</summary>
    public static bool IsAboutOwn(string text, TextLanguage language) =>
        (language == TextLanguage.TraditionalChinese ? ChineseOwn : EnglishOwn).IsMatch(text);

    /// <summary>A request to be told something, not to have something done.</summary>
    public static bool AsksToKnow(string text, TextLanguage language) =>
        (language == TextLanguage.TraditionalChinese ? ChineseKnow : EnglishKnow).IsMatch(text);

    /// <summary>Asks after the reader's own life, likes or doings.</summary>
    public static bool IsAboutReader(string text, TextLanguage language) =>
        (language == TextLanguage.TraditionalChinese ? ChineseReader : EnglishReader).IsMatch(text);

    private const RegexOptions Rules = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"\bmy\b", Rules)]
    private static partial Regex EnglishOwn { get; }

    [GeneratedRegex(
        @"^(?:and |so |but )?(?:do|did|have|are|were|would|could|can) you\b|\byour favou?rite\b|\bwhat do you (?:like|"
        + @"love|hate|enjoy|eat|want)\b",
        Rules)]
    private static partial Regex EnglishReader { get; }

    [GeneratedRegex("^[那但]?你(?:也|都|平常)?(?:會|有|喜歡|是|能|看過|吃過|去過|聽過|最喜歡|愛|想|玩|彈|唱)", Rules)]
    private static partial Regex ChineseReader { get; }

    [GeneratedRegex("我的?(?:媽|爸|姊|姐|妹|哥|弟|老|先生|太太|朋友|同事|貓|狗|名字|生日|家|工作)", Rules)]
    private static partial Regex ChineseOwn { get; }

    [GeneratedRegex(@"\b(tell|show|explain|find|look|list|describe|search|define|know|what|how|why|which|where|when|who|"
        + @"about)\b", Rules)]
    private static partial Regex EnglishKnow { get; }

    [GeneratedRegex("告訴|解釋|說明|列出|查|找|搜尋|介紹|知道|問|總結|整理|比較|看", Rules)]
    private static partial Regex ChineseKnow { get; }
}
