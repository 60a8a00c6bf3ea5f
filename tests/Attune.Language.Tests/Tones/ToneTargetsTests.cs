using Attune.Language.Tones;

namespace Attune.Language.Tests.Tones;

/// <summary>A measure that accepts everything measures nothing: texts that break a promise, one by one.</summary>
public sealed class ToneTargetsTests
{
    [Theory]
    [InlineData("The comprehensive documentation necessitates considerable interpretation.", Tone.ChildFriendly, "grade")]
    [InlineData("A cat and a dog and a cow and a hen sat in the sun.", Tone.ChildFriendly, "sentence length")]
    [InlineData("The loom is old.", Tone.ChildFriendly, "unexplained term")]
    [InlineData("Look at it. It is old.", Tone.ElderFriendly, "one sentence a line")]
    [InlineData("Shall we look at it, dear?", Tone.ElderFriendly, "elderspeak")]
    [InlineData("That is awesome.", Tone.ElderFriendly, "slang")]
    [InlineData("It is old.", Tone.ProfessionalFriendly, "grade")]
    [InlineData("It isn't old.", Tone.ProfessionalFriendly, "contraction")]
    [InlineData("It is old.", Tone.CasualFriendly, "contraction")]
    [InlineData("It's old 🎉🎉", Tone.CasualFriendly, "emoji")]
    [InlineData("It is old 🎉", Tone.ElderFriendly, "emoji")]
    public void A_broken_English_promise_is_named(string text, Tone tone, string promise) =>
        Assert.Contains(promise, ToneTargets.Missed(text, "", tone, TextLanguage.English));

    [Theory]
    [InlineData("這一件由許多工匠花費好幾年時間完成的作品喔", Tone.ChildFriendly, "clause length")]
    [InlineData("鏨鏤鎏錯喔", Tone.ChildFriendly, "common characters")]
    [InlineData("這是化石喔", Tone.ChildFriendly, "unexplained term")]
    [InlineData("這是石頭", Tone.ChildFriendly, "particle")]
    [InlineData("这是石頭喔", Tone.ChildFriendly, "simplified characters")]
    [InlineData("這是石頭", Tone.ElderFriendly, "您")]
    [InlineData("奶奶您好", Tone.ElderFriendly, "elderspeak")]
    [InlineData("您好。這是石頭。", Tone.ElderFriendly, "one sentence a line")]
    [InlineData("您看這一件由許多工匠花費好幾年時間才終於完成的大作品", Tone.ElderFriendly, "clause length")]
    [InlineData("這是石頭", Tone.ProfessionalFriendly, "您")]
    [InlineData("您看喔", Tone.ProfessionalFriendly, "你 or particle")]
    [InlineData("您看", Tone.CasualFriendly, "你")]
    public void A_broken_Chinese_promise_is_named(string text, Tone tone, string promise) =>
        Assert.Contains(promise, ToneTargets.Missed(text, "", tone, TextLanguage.TraditionalChinese));
}
