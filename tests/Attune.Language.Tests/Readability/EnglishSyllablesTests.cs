using Attune.Language.Readability;

namespace Attune.Language.Tests.Readability;

/// <summary>Counted by hand against how the words are spoken.</summary>
public sealed class EnglishSyllablesTests
{
    [Theory]
    [InlineData(1, "cat the made times walked jumped closed world through friend straight strength shoes isle")]
    [InlineData(2, "water table little candle wanted needed boxes horses ticket visit garden carry happy orchard")]
    [InlineData(3, "museum visitor collection exhibit carrying actual violin ceramics September important elephant")]
    [InlineData(4, "exhibition information material society January experience")]
    [InlineData(2, "didn't couldn't isn't hasn't action nation special ocean quiet poet")]
    [InlineData(1, "don't won't can't aren't")]
    [InlineData(3, "tourism period radio")]
    [InlineData(2, "people going seeing")]
    public void Words_have_the_syllables_that_are_spoken(int expected, string words)
    {
        foreach (var word in words.Split(' '))
            Assert.Equal((word, expected), (word, EnglishSyllables.Count(word)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("'")]
    [InlineData("xyz")]
    [InlineData("bcdfg")]
    public void What_is_no_word_counts_as_one(string text) => Assert.Equal(1, EnglishSyllables.Count(text));

    [Fact]
    public void A_very_long_word_is_counted_up_to_a_bound() =>
        Assert.InRange(EnglishSyllables.Count(new string('a', 100_000)), 1, 64);
}
