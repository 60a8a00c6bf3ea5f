using Attune.Companion.Tests.Fakes;

namespace Attune.Companion.Tests.Guide.Answers;

/// <summary>Questions that people ask about Attune, answered from its own manual.</summary>
public sealed class ManualQuestionsTests : IDisposable
{
    private readonly Manual _manual = Manual.OfAttune();

    [Theory]
    [InlineData("How do I change the port?", "--urls http://127.0.0.1:9000")]
    [InlineData("How can I import a document?", "drop a file anywhere on the page")]
    [InlineData("How do I import a document?", "press Choose files or Paste text on the Knowledge page")]
    [InlineData("Where do I change the language?", "on the Settings page, under Language")]
    [InlineData("How do I switch to dark mode?", "choose Light, Dark or As the system")]
    [InlineData("How do I delete a document?", "the bin beside its name on the Knowledge page")]
    [InlineData("What does the Live page show?", "The Live page shows")]
    [InlineData("Where do I see the state of the connection?", "at the bottom of the left side")]
    [InlineData("How long are events kept?", "keeps events for a day")]
    [InlineData("Where is my data stored?", "~/.local/share/attune")]
    [InlineData("How do I make a backup?", "copy the whole data folder")]
    [InlineData("How long can a question be?", "8,000 characters")]
    [InlineData("How fast are answers written?", "60 characters per second")]
    [InlineData("Can I import PDF files?", "You can import PDF files when")]
    [InlineData("What is a topic?", "A topic is a named, ordered list")]
    [InlineData("What does BM25 mean?", "BM25: a method")]
    [InlineData("Does Attune send my data to anyone?", "sends none of your data")]
    [InlineData("Who can connect to the server?", "on the same machine")]
    [InlineData("What happens if the disk is full?", "refuses to store")]
    [InlineData("How do I stop an answer?", "press the Stop button")]
    [InlineData("How do I uninstall Attune?", "delete its folder")]
    [InlineData("Where do I find the log?", "in the terminal where it runs")]
    [InlineData("How do I talk to a companion?", "open the Talk page")]
    [InlineData("How do I connect a language model?", "press Connect a model")]
    [InlineData("What is sent to a model?", "to nobody else")]
    [InlineData("How do I delete a conversation?", "press the bin at the top")]
    [InlineData("What happens when the model does not answer?", "fixed rules answer instead")]
    public void English_questions_are_answered_from_the_English_manual(string question, string expected) =>
        AssertCited(question, expected, "attune-manual.en");

    [Theory]
    [InlineData("要怎麼匯入文件？", "把檔案拖到頁面的任何地方")]
    [InlineData("如何匯入文件？", "「選擇檔案」或「貼上文字」")]
    [InlineData("怎麼切換語言？", "「設定」頁的「語言」")]
    [InlineData("即時頁顯示什麼？", "「即時」頁顯示")]
    [InlineData("怎麼看連線狀態？", "頁面左側最下方")]
    [InlineData("事件保留多久？", "保留一天")]
    [InlineData("如何更換連接埠？", "--urls http://127.0.0.1:9000")]
    [InlineData("port 被占用怎麼辦", "8080")]
    [InlineData("資料存在哪裡？", "~/.local/share/attune")]
    [InlineData("怎麼備份？", "整個資料目錄複製")]
    [InlineData("可以匯入 PDF 嗎？", "就可以匯入 PDF")]
    [InlineData("一個問題最多可以幾個字？", "8,000 個字")]
    [InlineData("回答的速度是多少？", "每秒 30 個字")]
    [InlineData("什麼是主題？", "主題是一串有名稱、有順序的事件")]
    [InlineData("誰可以連到 Attune？", "只有同一台電腦")]
    [InlineData("磁碟滿了怎麼辦？", "拒絕儲存")]
    [InlineData("怎麼停止回答？", "點選下方的「停止」")]
    [InlineData("我的資料會不會外洩？", "不會外洩")]
    [InlineData("怎麼刪除一份文件？", "垃圾桶")]
    [InlineData("怎麼用 wscat 連線？", "wscat")]
    [InlineData("怎麼和夥伴聊天？", "打開「聊天」頁")]
    [InlineData("怎麼連接語言模型？", "按「連接模型」")]
    [InlineData("怎麼刪除對話？", "按上方的垃圾桶")]
    [InlineData("模型沒有回應時會怎樣？", "固定的規則回答")]
    public void Chinese_questions_are_answered_from_the_Chinese_manual(string question, string expected) =>
        AssertCited(question, expected, "attune-manual.zh-Hant");

    [Theory]
    [InlineData("What is the capital of France?")]
    [InlineData("How do I cook rice?")]
    [InlineData("Who won the World Cup in 2018?")]
    [InlineData("What is the best hotel in Taipei?")]
    [InlineData("How do I change the oil in my car?")]
    [InlineData("Tell me about yourself")]
    [InlineData("hello")]
    [InlineData("?!")]
    public void What_the_manual_does_not_say_is_not_found_in_English(string question)
    {
        var answer = _manual.Answer(question);
        Assert.False(answer.Found);
        Assert.Empty(answer.Citations);
        Assert.StartsWith("I did not find this in your documents.", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("法國的首都是哪裡？")]
    [InlineData("怎麼煮白飯？")]
    [InlineData("誰發明了電話？")]
    [InlineData("台北最好的飯店是哪一家？")]
    [InlineData("玉山有多高？")]
    [InlineData("你好")]
    public void What_the_manual_does_not_say_is_not_found_in_Chinese(string question)
    {
        var answer = _manual.Answer(question);
        Assert.False(answer.Found);
        Assert.Empty(answer.Citations);
        Assert.StartsWith("我在你的文件裡找不到答案。", answer.Text, StringComparison.Ordinal);
    }

    public void Dispose() => _manual.Dispose();

    private void AssertCited(string question, string expected, string document)
    {
        var answer = _manual.Answer(question);
        Assert.True(answer.Found, question);
        var first = answer.Citations[0];
        Assert.Equal(document, first.DocumentId);
        Assert.Contains(expected, first.Quote, StringComparison.Ordinal);
        Assert.Contains("[1]", answer.Text, StringComparison.Ordinal);
        Assert.All(answer.Citations, citation =>
            Assert.Equal(citation.Quote, _manual.TextOf(citation.DocumentId).Substring(citation.Start, citation.Length)));
    }
}
