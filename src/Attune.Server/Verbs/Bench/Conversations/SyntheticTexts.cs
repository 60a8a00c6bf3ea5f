using Attune.Server.Verbs.Simulate;

namespace Attune.Server.Verbs.Bench.Conversations;

/// <summary>Sentences put together from parts: a load, and no data to judge answers by.</summary>
internal static class SyntheticTexts
{
    private static readonly string[] EnglishTopics =
        ["a backup", "a document", "the port", "a topic", "the data folder", "a conversation", "an update", "the search"];

    private static readonly string[] EnglishQuestions =
        ["How do I change {0}?", "Where can I see {0}?", "What happens to {0} after a restart?", "Can I delete {0}?"];

    private static readonly string[] EnglishFeelings =
    [
        "I was so happy about {0} today.", "I am worried about {0} and cannot sleep.", "I am angry, {0} went wrong again.",
        "I miss the days before {0}.",
    ];

    private static readonly string[] EnglishThings =
        ["the exam", "my sister's visit", "the new flat", "the interview", "our holiday", "the long winter", "my old job"];

    private static readonly string[] ChineseTopics = ["備份", "文件", "連接埠", "主題", "資料夾", "對話", "更新", "搜尋"];

    private static readonly string[] ChineseQuestions = ["要怎麼更改{0}？", "在哪裡可以看到{0}？", "重新啟動以後{0}會怎樣？", "可以刪除{0}嗎？"];

    private static readonly string[] ChineseFeelings = ["今天{0}讓我很開心。", "我很擔心{0}，睡不著。", "{0}又出錯了，我好生氣。", "我好懷念{0}以前的日子。"];

    private static readonly string[] ChineseThings = ["考試", "妹妹來訪", "新家", "面試", "我們的假期", "漫長的冬天", "以前的工作"];

    /// <summary>A question for the guide, or something that moves a person for everyone else.</summary>
    public static string Draw(string persona, bool isChinese, SplitMix random)
    {
        var (sentences, words) = (persona == "guide", isChinese) switch
        {
            (true, false) => (EnglishQuestions, EnglishTopics),
            (true, true) => (ChineseQuestions, ChineseTopics),
            (false, false) => (EnglishFeelings, EnglishThings),
            (false, true) => (ChineseFeelings, ChineseThings),
        };
        return random.Pick(sentences).Replace("{0}", random.Pick(words), StringComparison.Ordinal);
    }
}
