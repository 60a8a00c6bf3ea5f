using Attune.Companion.Guide.Drafts;
using Attune.Contracts.Guide;
using Attune.Language;

namespace Attune.Companion.Tests.Guide.Drafts;

/// <summary>What a model wrote is told only where the documents bear it out.</summary>
public sealed class DraftCheckTests
{
    private static readonly Citation[] English =
    [
        new(1, "d", "Ferry", 0, 0, "The ferry to the island leaves at 7:45 from pier four. Dogs travel free."),
        new(2, "d", "Opening", 0, 0, "The museum was founded in 1928 and holds 12,500 objects."),
    ];

    private static readonly Citation[] Chinese = [new(1, "d", "館史", 0, 0, "研究所成立於1928年，館藏共有12500件文物。")];

    [Theory]
    [InlineData("The ferry leaves at 7:45 [1].", "The ferry leaves at 7:45 [1].")]
    [InlineData("The ferry leaves at 7:45. [1] The museum was founded in 1928. [2]",
        "The ferry leaves at 7:45[1]. The museum was founded in 1928[2].")]
    [InlineData("Welcome! The ferry to the island leaves at 7:45 [1]. Enjoy the trip.",
        "The ferry to the island leaves at 7:45 [1].")]
    [InlineData("The museum holds 12500 objects [2].", "The museum holds 12500 objects [2].")]
    public void Sentences_that_cite_what_they_say_stay(string draft, string kept) =>
        Assert.Equal(kept, Grounded(draft, TextLanguage.English, English, "When does the ferry leave?"));

    [Theory]
    [InlineData("The ferry leaves at 7:45.")]
    [InlineData("The ferry leaves at 8:15 [1].")]
    [InlineData("The ferry leaves at 7:45 [3].")]
    [InlineData("The ferry leaves at 7:45 [1][9].")]
    [InlineData("Pineapples grow in warm countries only [1].")]
    [InlineData("渡輪從四號碼頭開船 [1]。")]
    [InlineData("")]
    public void Sentences_without_a_passage_behind_them_do_not(string draft) =>
        Assert.Null(Grounded(draft, TextLanguage.English, English, "When does the ferry leave?"));

    [Fact]
    public void A_chinese_answer_is_in_traditional_characters()
    {
        Assert.Equal("研究所成立於1928年 [1]。",
            Grounded("研究所成立於1928年 [1]。", TextLanguage.TraditionalChinese, Chinese, "什麼時候成立的？"));
        Assert.Null(Grounded("研究所成立于1928年，馆藏文物 [1]。", TextLanguage.TraditionalChinese, Chinese, "什麼時候成立的？"));
    }

    [Theory]
    [InlineData("And when was it founded?", "And when was it founded? What is the Institute of Physics?")]
    [InlineData("Who designed them?", "Who designed them? What is the Institute of Physics?")]
    [InlineData("那它是什麼時候成立的？", "那它是什麼時候成立的？ What is the Institute of Physics?")]
    [InlineData("When does the ferry leave?", null)]
    public void A_question_that_points_back_takes_the_earlier_one_along(string question, string? expected) =>
        Assert.Equal(expected, FollowUpQuestion.With(question, [new("What is the Institute of Physics?", "An institute.")]));

    [Fact]
    public void In_a_row_of_such_questions_the_one_that_names_its_object_counts() =>
        Assert.Equal("Who built it? What is the Red Tower?", FollowUpQuestion.With(
            "Who built it?", [new("What is the Red Tower?", "A tower."), new("How high is it?", "High.")]));

    /// <summary>The sentences that hold, put together as an answer is; null when none does.</summary>
    private static string? Grounded(string text, TextLanguage language, Citation[] passages, string question)
    {
        var feed = new SentenceFeed();
        var growing = GrowingDraft.Begin(draft =>
        {
            foreach (var sentence in feed.Take(text).Concat(feed.End()))
            {
                if (DraftCheck.Holds(sentence.Text, language, passages, question))
                    draft.Add(sentence.Text, sentence.IsOnNewLine);
            }

            return Task.FromResult<Draft?>(null);
        });
        return growing.Count == 0 ? null : growing.Text;
    }
}
