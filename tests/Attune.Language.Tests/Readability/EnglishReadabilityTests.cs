using Attune.Language.Readability;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Language.Tests.Readability;

public sealed class EnglishReadabilityTests
{
    /// <summary>By hand: 9 words, 2 sentences, 9 syllables; 0.39 * 4.5 + 11.8 * 1 - 15.59 = -2.035.</summary>
    [Fact]
    public void Short_words_in_short_sentences_are_easy()
    {
        var measured = EnglishReadability.Of("The cat sat on the mat. It was fat.");
        Assert.Equal((2, 9, 9, 6), (measured.Sentences, measured.Words, measured.Syllables, measured.LongestSentence));
        Assert.Equal(-2.035, measured.Grade, 3);
    }

    /// <summary>
    /// By hand: the(1) ex-hi-bi-tion(4) o-pened(2) in(1) figure(1) and(1) was(1) ex-ten-ded(3) twice(1): 9 words, 15 syllables;
    /// 0.39 * 9 + 11.8 * 15 / 9 - 15.59 = 7.5867.
    /// </summary>
    [Fact]
    public void A_figure_is_a_word_of_one_syllable() =>
        Assert.Equal(7.5867, EnglishReadability.Of("The exhibition opened in 2019 and was extended twice.").Grade, 3);

    [Fact]
    public void Citations_and_addresses_are_no_words()
    {
        var bare = EnglishReadability.Of("Read the page here.");
        Assert.Equal(bare, EnglishReadability.Of("Read the page here https://example.org/very/long/address [1][2]."));
    }

    [Fact]
    public void A_text_without_words_has_grade_0() => Assert.Equal(0, EnglishReadability.Of("... [1]").Grade);

    [Fact]
    public void Any_text_can_be_measured() => Prop.ForAll(MixedText.Arbitrary, text =>
    {
        var measured = EnglishReadability.Of(text);
        return measured.Words >= 0 && measured.Syllables >= measured.Words && measured.LongestSentence <= measured.Words
            && double.IsFinite(measured.Grade);
    }).QuickCheckThrowOnFailure();
}
