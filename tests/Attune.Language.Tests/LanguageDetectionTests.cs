namespace Attune.Language.Tests;

public sealed class LanguageDetectionTests
{
    [Theory]
    [InlineData("How do I change the port?", TextLanguage.English)]
    [InlineData("要怎麼匯入文件？", TextLanguage.TraditionalChinese)]
    [InlineData("port 被占用怎麼辦", TextLanguage.TraditionalChinese)]
    [InlineData("𠮷野家", TextLanguage.TraditionalChinese)]
    [InlineData("Où est la gare ?", TextLanguage.English)]
    [InlineData("", TextLanguage.English)]
    public void Any_Chinese_character_makes_a_question_Chinese(string question, TextLanguage expected) =>
        Assert.Equal(expected, LanguageDetection.OfQuestion(question));

    [Theory]
    [InlineData("The poet Li Bai (李白) lived in the eighth century and wrote about the moon.", TextLanguage.English)]
    [InlineData("用 wscat 連線到 ws://127.0.0.1:8080/v2/realtime/stream，第一行送出服務名稱，伺服器就會回應。", TextLanguage.TraditionalChinese)]
    [InlineData("1234", TextLanguage.English)]
    public void A_quoted_name_does_not_change_the_language_of_a_document(string text, TextLanguage expected) =>
        Assert.Equal(expected, LanguageDetection.OfDocument(text));

    [Fact]
    public void Tags_name_the_languages_and_are_read_back()
    {
        Assert.Equal("en", TextLanguage.English.Tag);
        Assert.Equal("zh-Hant", TextLanguage.TraditionalChinese.Tag);
        Assert.Equal(TextLanguage.TraditionalChinese, LanguageDetection.FromTag("zh-Hant"));
        Assert.Equal(TextLanguage.English, LanguageDetection.FromTag("en"));
    }
}
