using Attune.Language.Tones.Facts;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Language.Tests.Tones;

public sealed class FactCheckTests
{
    private const string Draft =
        "The jar was made by Chen Mei-ling on 3 August 1823 and was not used for wine [1]. "
        + "See https://example.org/a?b=1 for more.";

    [Theory]
    [InlineData("1823", "1824")]
    [InlineData("3 August", "August")]
    [InlineData("August", "July")]
    [InlineData("Chen Mei-ling", "Lin Mei-ling")]
    [InlineData("was not used", "was used")]
    [InlineData(" [1]", "")]
    [InlineData("[1]", "[2]")]
    [InlineData("b=1", "b=2")]
    [InlineData("The jar", "It cost $5. The jar")]
    [InlineData("The jar", "For Peter: the jar of Peter")]
    [InlineData("used for", "used twice for")]
    public void A_changed_fact_is_found(string from, string to) =>
        Assert.NotNull(FactCheck.FirstDifference(Draft, Draft.Replace(from, to, StringComparison.Ordinal)));

    [Theory]
    [InlineData("was not used", "wasn't used")]
    [InlineData("The jar was", "Listen! The jar was")]
    [InlineData(" and was", ". And it was")]
    [InlineData("for more", "to read on")]
    public void Other_words_for_the_same_facts_are_no_difference(string from, string to) =>
        Assert.Null(FactCheck.FirstDifference(Draft, Draft.Replace(from, to, StringComparison.Ordinal)));

    [Theory]
    [InlineData("這口鐘重412公斤。", "這口鐘重421公斤。")]
    [InlineData("共有八萬人。", "共有九萬人。")]
    [InlineData("不收信用卡。", "收信用卡。")]
    [InlineData("特展是「墨之河」。", "特展是「墨河」。")]
    [InlineData("可用Line Pay。", "可用Pay。")]
    [InlineData("沒有鉛[1]。", "沒有鉛。")]
    public void Chinese_facts_are_compared_too(string draft, string changed) =>
        Assert.NotNull(FactCheck.FirstDifference(draft, changed));

    [Theory]
    [InlineData("從未來過", "從沒有來過")]
    [InlineData("無法外借，非常可惜", "不能外借，很可惜")]
    [InlineData("請勿碰觸", "請不要摸喔")]
    public void A_negation_said_otherwise_is_no_difference(string draft, string said) =>
        Assert.Null(FactCheck.FirstDifference(draft, said));

    [Theory]
    [InlineData("He said \". \" and \",\" twice.")]
    [InlineData("他說「。」和『，』。")]
    [InlineData("\" \"")]
    public void A_quotation_of_nothing_names_nothing(string text) => Assert.Null(FactCheck.FirstDifference(text, text));

    [Fact]
    public void A_text_has_its_own_facts() =>
        Prop.ForAll(MixedText.Arbitrary, text => FactCheck.FirstDifference(text, text) is null).QuickCheckThrowOnFailure();
}
