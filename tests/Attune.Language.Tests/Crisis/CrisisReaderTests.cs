using Attune.Language.Crisis;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Language.Tests.Crisis;

/// <summary>
/// What the rule finds and passes over, and why. How good it is, is measured by the bench; these sentences are none of its.
/// </summary>
public sealed class CrisisReaderTests
{
    [Theory]
    [InlineData("I want to end my life.", CrisisCategory.Suicide)]
    [InlineData("sometimes i think about killing myself", CrisisCategory.Suicide)]
    [InlineData("I am going to kill mysefl", CrisisCategory.Suicide)]
    [InlineData("My sister says she wants to die.", CrisisCategory.Suicide)]
    [InlineData("I burn my arm with a lighter when I feel numb", CrisisCategory.SelfHarm)]
    [InlineData("My father punches me every weekend", CrisisCategory.Abuse)]
    [InlineData("I'm going to stab my boss tomorrow", CrisisCategory.Harm)]
    [InlineData("我想死", CrisisCategory.Suicide)]
    [InlineData("我真的不想活了", CrisisCategory.Suicide)]
    [InlineData("我不想活了，真的 kms", CrisisCategory.Suicide)]
    [InlineData("我真的想自杀", CrisisCategory.Suicide)]
    [InlineData("我朋友說她想自殺", CrisisCategory.Suicide)]
    [InlineData("我打算自殺", CrisisCategory.Suicide)]
    [InlineData("My wife passed three years ago and I want to die", CrisisCategory.Suicide)]
    [InlineData("I said no and he raped me", CrisisCategory.Abuse)]
    [InlineData("我又割手腕了", CrisisCategory.SelfHarm)]
    [InlineData("我爸每天打我", CrisisCategory.Abuse)]
    [InlineData("我要殺了我老闆", CrisisCategory.Harm)]
    public void A_crisis_is_told_in_both_languages(string text, CrisisCategory category)
    {
        var reading = CrisisReader.Read(text);
        Assert.Equal(category, reading?.Category);
        Assert.All(reading!.Evidence, span => Assert.InRange(span.End, span.Start + 1, text.Length));
    }

    [Theory]
    [InlineData("I don't want to end my life, I want a holiday.")]
    [InlineData("我沒有想自殺，我只是累。")]
    [InlineData("How do you translate \"I want to end my life\"?")]
    [InlineData("「我想自殺」的英文怎麼翻？")]
    [InlineData("I laughed until I wanted to die laughing")]
    [InlineData("我笑死了")]
    [InlineData("想死你了")]
    [InlineData("In the film the hero wants to kill his brother.")]
    [InlineData("那部電影的主角要殺了他爸爸")]
    [InlineData("Years ago I tried to end my life; I'm so glad it failed.")]
    [InlineData("十年前我想自殺，現在過得很好")]
    [InlineData("What is the suicide rate in Norway?")]
    [InlineData("I'm gonna kill my sister for eating my cake lol")]
    [InlineData("")]
    [InlineData("👍")]
    public void What_takes_the_words_back_is_heard(string text) => Assert.Null(CrisisReader.Read(text));

    [Fact]
    public void A_denial_does_not_hide_what_follows_it() => Assert.Equal(CrisisCategory.Suicide,
        CrisisReader.Read("I don't want to hurt anybody, but I want to end my life.")?.Category);

    [Fact]
    public void What_names_a_time_is_acute_and_comes_before_the_rest()
    {
        const string Text = "My husband hits me. I'm going to kill myself tonight.";
        var reading = CrisisReader.Read(Text)!;
        Assert.Equal((CrisisCategory.Suicide, CrisisSeverity.Acute), (reading.Category, reading.Severity));
        Assert.Equal(2, reading.Evidence.Count);
    }

    [Fact]
    public void Nothing_in_a_text_can_fail_and_a_crisis_is_found_in_the_middle_of_anything() =>
        Prop.ForAll(MixedText.Arbitrary, text =>
        {
            const string Words = "I want to end my life";
            var around = $"{text}\n\n. A. B.\n\n{Words}.\n\nC. D.\n\n{text}";
            var reading = CrisisReader.Read(around);
            Assert.NotNull(reading);
            Assert.InRange(reading.Evidence.Count, 1, CrisisReader.MostEvidence);
            Assert.Null(CrisisReader.Read(text));
        }).QuickCheckThrowOnFailure();
}
