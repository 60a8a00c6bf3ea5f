using Attune.Companion.Conversations.Messages;
using Attune.Language;

namespace Attune.Companion.Tests.Conversations.Messages;

/// <summary>What is taken from a message before it is answered.</summary>
public sealed class MessagePartsTests
{
    [Theory]
    [InlineData("I had a long day. How do I export my notes?", "How do I export my notes?")]
    [InlineData("How do I export my notes?", "How do I export my notes?")]
    [InlineData("I had a long day.", "I had a long day.")]
    [InlineData("今天好累。要怎麼匯出筆記？謝謝。", "要怎麼匯出筆記？")]
    [InlineData("Where is it? And when?", "Where is it?\nAnd when?")]
    public void Documents_are_asked_only_what_the_person_asks(string text, string expected) =>
        Assert.Equal(expected, QuestionPart.Of(text));

    [Theory]
    [InlineData("hello", TextLanguage.TraditionalChinese, TextLanguage.English)]
    [InlineData("你好 hello", TextLanguage.English, TextLanguage.TraditionalChinese)]
    [InlineData("👍", TextLanguage.TraditionalChinese, TextLanguage.TraditionalChinese)]
    [InlineData("42?", TextLanguage.English, TextLanguage.English)]
    public void A_message_without_letters_is_answered_in_the_language_of_its_conversation(
        string text, TextLanguage conversation, TextLanguage expected) =>
        Assert.Equal(expected, MessageLanguage.Of(text, conversation));
}
