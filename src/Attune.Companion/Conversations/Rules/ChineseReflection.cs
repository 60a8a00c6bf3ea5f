using System.Text.RegularExpressions;

namespace Attune.Companion.Conversations.Rules;

/// <summary>Reflection of Chinese clauses: 我 turns into 你; nothing else in the grammar changes.</summary>
internal static partial class ChineseReflection
{
    private const int FewestCharacters = 4;
    private const int MostCharacters = 24;
    private const int SentencesRead = 4;

    public static string? Of(string text)
    {
        if (Forbidden.IsMatch(text))
            return null;
        var sentences = Sentence.Matches(text.Trim());
        var read = sentences.Take(SentencesRead).Select(sentence => sentence.Value.Trim()).ToList();
        return read.Exists(Asking.IsMatch)
            ? null
            : read.Select(Clause).OfType<string>().MaxBy(clause => ContentWords.Of(clause).Values.Sum());
    }

    private static string? Clause(string sentence)
    {
        var plain = Ending.Replace(Fillers.Replace(sentence, ""), "");
        if (plain.Length > MostCharacters)
            plain = Ending.Replace(plain.Split('，', ',')[0], "");
        if (plain.Length is < FewestCharacters or > MostCharacters || !Start.IsMatch(plain) || Unfit.IsMatch(plain)
            || !Letters.IsMatch(plain) || SimplifiedCharacters.In(plain))
            return null;
        return plain.Replace(',', '，').Replace('我', '你').Replace("咱們", "你們");
    }

    [GeneratedRegex("[「」『』“”\"《》（）(){}\\[\\]<>|/\\\\@#=_*`^]|https?:", RegexOptions.CultureInvariant)]
    private static partial Regex Forbidden { get; }

    [GeneratedRegex("[^。！？!?…\n]+[。！？!?…]*", RegexOptions.CultureInvariant)]
    private static partial Regex Sentence { get; }

    [GeneratedRegex("[?？]|[嗎呢][。！!…\\s]*$|吧[。！!…\\s]*$|是不是|有沒有|能不能|可不可以|會不會|要不要|好不好", RegexOptions.CultureInvariant)]
    private static partial Regex Asking { get; }

    [GeneratedRegex("^(?:嗯+|喔|哦|唉|欸|啊|哇|那個|那|其實|因為|所以|而且|但是|可是|不過|總之|然後|就是|對|對啊|是啊|嗨|你好|哈哈+|老實說|說真的|Mia|Solene|Lyra|"
        + "Doc)[\\s，,、]*(?=[^，,\\s])", RegexOptions.CultureInvariant)]
    private static partial Regex Fillers { get; }

    [GeneratedRegex("(?:[啊呀啦喔哦耶欸唷囉嘛齁ㄟ～~\\s。！!…，,、.]|哈哈+|QQ|qq|><|XD|唉)+$", RegexOptions.CultureInvariant)]
    private static partial Regex Ending { get; }

    /// <summary>With whom or when the clause begins: then it is about the writer and whole.</summary>
    [GeneratedRegex("^(?:我(?!國|方|是說|的意思|說的|說過)|(?:今天|昨天|前天|最近|剛剛|剛才|昨晚|今晚|今早|早上|下午|晚上|這幾天|這週|上週|這陣子|明天|週末|這個月|上個月|今年|去年|"
        + "小時候)[，,]?(?=.{2}))", RegexOptions.CultureInvariant)]
    private static partial Regex Start { get; }

    /// <summary>Speaks to the reader, asks, judges the writer, or holds a 我 that is not the writer.</summary>
    [GeneratedRegex(
        "[你妳您]|自我|忘我|大我|小我|我國|我方|敵我|我行我素|咱|我想(?:問|知道|請|要你)|請問|告訴我|幫我|給我|讓我看|我(?:是說|的意思|指的是)|什麼|怎麼|為何|如何|哪|誰|多少|笨|廢物|沒用|"
        + "失敗者|白痴|白癡|垃圾|醜|胖|"
        + "賤|噁心的人|該死|去死|幹|他媽|操|殺|自殺|性|裸|不知道|不曉得|忽略|指令|我也是$|我也$|我覺得是$|我同意$|我知道了?$|我懂了?$|我說過", RegexOptions.CultureInvariant)]
    private static partial Regex Unfit { get; }

    [GeneratedRegex("^[\\u3400-\\u9FFFA-Za-z0-9，,、 .%：:-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Letters { get; }
}
