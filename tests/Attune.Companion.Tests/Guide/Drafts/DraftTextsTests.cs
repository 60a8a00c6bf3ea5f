using Attune.Companion.Conversations.Rules;
using Attune.Companion.Guide.Drafts;
using Attune.Language;
using Attune.Language.Tones;

namespace Attune.Companion.Tests.Guide.Drafts;

/// <summary>What visitors hear when there is no answer.</summary>
public sealed class DraftTextsTests
{
    [Fact]
    public void Each_tone_and_language_has_words_of_its_own()
    {
        var english = Enum.GetValues<Tone>().SelectMany(tone => Both(TextLanguage.English, tone)).ToList();
        var chinese = Enum.GetValues<Tone>().SelectMany(tone => Both(TextLanguage.TraditionalChinese, tone)).ToList();
        Assert.Equal(16, english.Concat(chinese).Distinct().Count());
        Assert.All(english, text => Assert.Equal(TextLanguage.English, LanguageDetection.OfDocument(text)));
        Assert.All(chinese, text => Assert.Equal(TextLanguage.TraditionalChinese, LanguageDetection.OfDocument(text)));
        Assert.All(chinese, text => Assert.False(SimplifiedCharacters.In(text), text));
    }

    [Fact]
    public void Professional_and_elder_address_formally_in_Chinese_and_the_others_do_not()
    {
        foreach (var tone in Enum.GetValues<Tone>())
        {
            var isFormal = tone is Tone.ProfessionalFriendly or Tone.ElderFriendly;
            Assert.All(Both(TextLanguage.TraditionalChinese, tone), text => Assert.Equal(isFormal, text.Contains('您')));
        }
    }

    private static string[] Both(TextLanguage language, Tone tone) =>
        [DraftTexts.NotFound(language, tone), DraftTexts.CannotLookUp(language, tone)];
}
