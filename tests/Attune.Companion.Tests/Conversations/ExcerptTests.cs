using Attune.Companion.Conversations;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Companion.Tests.Conversations;

public sealed class ExcerptTests
{
    [Theory]
    [InlineData("Hello there", 80, "Hello there")]
    [InlineData("  two\n lines\t here ", 80, "two lines here")]
    [InlineData("one two three four", 12, "one two…")]
    [InlineData("unbreakablewordthatislong", 10, "unbreakab…")]
    [InlineData("今天天氣很好，我們去散步吧", 6, "今天天氣很…")]
    public void It_is_one_line_and_cut_at_a_word(string text, int limit, string expected) =>
        Assert.Equal(expected, Excerpt.Of(text, limit));

    [Fact]
    public void A_character_of_several_code_points_is_not_cut()
    {
        const string Family = "👩‍👩‍👧‍👦";
        Assert.Equal("ab…", Excerpt.Of($"ab{Family}cd", 6));
    }

    [Fact]
    public void It_never_grows_beyond_its_limit_and_never_breaks_a_surrogate_pair() => Prop.ForAll(
        ArbMap.Default.ArbFor<string>(), ArbMap.Default.ArbFor<PositiveInt>(), (text, limit) =>
        {
            var excerpt = Excerpt.Of(text ?? "", limit.Get);
            var isCut = excerpt.EndsWith('…');
            return excerpt.Length <= limit.Get + 1 && !excerpt.Contains('\n')
                && (!isCut || excerpt.Length < 2 || !char.IsHighSurrogate(excerpt[^2]) || !char.IsSurrogatePair(text!, 0));
        }).QuickCheckThrowOnFailure();
}
