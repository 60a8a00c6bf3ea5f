using Attune.Companion.Conversations.Models;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Companion.Tests.Conversations.Models;

public sealed class WholeCharactersTests
{
    [Fact]
    public void A_character_that_was_cut_is_shown_when_it_is_whole()
    {
        var characters = new WholeCharacters();
        Assert.Equal("a", characters.Take("a\ud83d"));
        Assert.Equal("😀b", characters.Take("\ude00b"));
    }

    [Fact]
    public void White_space_before_the_first_word_and_control_characters_are_dropped()
    {
        var characters = new WholeCharacters();
        Assert.Equal("", characters.Take("\n "));
        Assert.Equal("a\tb", characters.Take(" a\tb\0\u001b"));
        Assert.Equal("\n c", characters.Take("\n c"));
    }

    [Fact]
    public void However_a_text_is_cut_the_same_comes_out() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonNull<string>>(), ArbMap.Default.ArbFor<PositiveInt>(), (text, size) =>
        {
            var whole = new WholeCharacters().Take(text.Get + "|");
            var characters = new WholeCharacters();
            var pieces = (text.Get + "|").Chunk(size.Get).Select(piece => characters.Take(new string(piece)));
            return string.Concat(pieces) == whole;
        }).QuickCheckThrowOnFailure();
}
