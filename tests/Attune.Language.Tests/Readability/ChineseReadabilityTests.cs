using Attune.Language.Readability;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Language.Tests.Readability;

public sealed class ChineseReadabilityTests
{
    /// <summary>By hand: 這口井很深 is 5, 水很清 is 3.</summary>
    [Fact]
    public void Clauses_are_counted_in_characters()
    {
        var measured = ChineseReadability.Of("這口井很深，水很清。");
        Assert.Equal((2, 8, 5, 8), (measured.Clauses, measured.Characters, measured.LongestClause, measured.Han));
        Assert.Equal(4, measured.PerClause);
    }

    [Theory]
    [InlineData("在1823年完成[1]。", 5)]
    [InlineData("共有3,400年", 4)]
    [InlineData("下午4:30休息", 5)]
    [InlineData("用Line Pay付錢", 5)]
    [InlineData("請看 https://example.org/a,b 網頁", 4)]
    public void A_figure_or_a_Latin_word_counts_as_one_and_marks_as_none(string text, int expected) =>
        Assert.Equal(expected, ChineseReadability.Of(text).LongestClause);

    [Fact]
    public void Common_characters_are_those_of_the_list()
    {
        Assert.Equal(2_867, FamiliarCharacters.Count);
        Assert.All("我你的是了和在有臺灣喔呢".EnumerateRunes(), rune => Assert.True(FamiliarCharacters.Contains(rune)));
        Assert.All("瘧燧靛们".EnumerateRunes(), rune => Assert.False(FamiliarCharacters.Contains(rune)));
        Assert.Equal(0.75, ChineseReadability.Of("他有瘧疾").CommonShare, 2);
        Assert.Equal(1, ChineseReadability.Of("no Chinese").CommonShare);
    }

    [Fact]
    public void Characters_that_only_Simplified_Chinese_writes_are_found()
    {
        Assert.Equal(4, SimplifiedOnly.CountIn("这博物馆很漂亮，欢迎来"));
        Assert.Equal(0, SimplifiedOnly.CountIn("這座博物館位於臺南，后里、台中、干擾、里程和面積都能寫。"));
    }

    [Fact]
    public void Any_text_can_be_measured() => Prop.ForAll(MixedText.Arbitrary, text =>
    {
        var measured = ChineseReadability.Of(text);
        return measured.LongestClause <= measured.Characters && measured.CommonHan <= measured.Han
            && measured.Han <= text.EnumerateRunes().Count() && measured.CommonShare is >= 0 and <= 1;
    }).QuickCheckThrowOnFailure();
}
