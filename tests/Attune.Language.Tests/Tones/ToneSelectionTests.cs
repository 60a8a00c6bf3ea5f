using Attune.Language.Tones;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Language.Tests.Tones;

public sealed class ToneSelectionTests
{
    private const string Child = "A girl of seven with a school bag.";

    [Fact]
    public void The_stronger_word_always_wins()
    {
        var inputs = new ToneInputs
        {
            Visitor = Tone.ProfessionalFriendly,
            PersonaLock = Tone.CasualFriendly,
            DeclaredAge = AgeBand.Elder,
            Description = Child,
        };
        Assert.Equal((Tone.ProfessionalFriendly, ToneSource.Visitor), Chosen(inputs));
        inputs = inputs with { Visitor = null };
        Assert.Equal((Tone.CasualFriendly, ToneSource.Persona), Chosen(inputs));
        inputs = inputs with { PersonaLock = null };
        Assert.Equal((Tone.ElderFriendly, ToneSource.DeclaredAge), Chosen(inputs));
        inputs = inputs with { DeclaredAge = null };
        Assert.Equal((Tone.ChildFriendly, ToneSource.Description), Chosen(inputs));
        inputs = inputs with { Description = null };
        Assert.Equal((Tone.CasualFriendly, ToneSource.Fallback), Chosen(inputs));
    }

    [Theory]
    [InlineData(AgeBand.Child, Tone.ChildFriendly)]
    [InlineData(AgeBand.Adult, Tone.CasualFriendly)]
    [InlineData(AgeBand.Elder, Tone.ElderFriendly)]
    public void A_stated_age_decides(AgeBand age, Tone tone) =>
        Assert.Equal((tone, ToneSource.DeclaredAge), Chosen(new ToneInputs { DeclaredAge = age }));

    [Theory]
    [InlineData("A boy of eight.", Tone.ChildFriendly)]
    [InlineData("17 years old", Tone.ChildFriendly)]
    [InlineData("a 16-year-old", Tone.ChildFriendly)]
    [InlineData("18 years old, T-shirt", Tone.CasualFriendly)]
    [InlineData("64 years old, jeans", Tone.CasualFriendly)]
    [InlineData("aged 65", Tone.ElderFriendly)]
    [InlineData("in her late seventies", Tone.ElderFriendly)]
    [InlineData("an octogenarian", Tone.ElderFriendly)]
    [InlineData("十七歲", Tone.ChildFriendly)]
    [InlineData("五、六歲", Tone.ChildFriendly)]
    [InlineData("二十五六歲，牛仔褲", Tone.CasualFriendly)]
    [InlineData("七十多歲", Tone.ElderFriendly)]
    [InlineData("年過九旬", Tone.ElderFriendly)]
    [InlineData("一百零三歲", Tone.ElderFriendly)]
    [InlineData("65 歲", Tone.ElderFriendly)]
    public void Ages_are_read_in_digits_and_words(string description, Tone tone) => Assert.Equal(tone, Read(description).Tone);

    [Theory]
    [InlineData("A tall man of thirty beside a boy in school uniform.", Tone.CasualFriendly)]
    [InlineData("An old lady with a cane, accompanied by her little grandson of five.", Tone.ElderFriendly)]
    [InlineData("戴帽子的男子牽著一個五歲男孩。", Tone.CasualFriendly)]
    [InlineData("小女孩，身邊有一位白髮老太太。", Tone.ChildFriendly)]
    public void People_beside_do_not_decide(string description, Tone tone) => Assert.Equal(tone, Read(description).Tone);

    [Theory]
    [InlineData("Not an old woman, about twenty-five, hoodie.")]
    [InlineData("He wears no suit and no tie.")]
    [InlineData("不是小朋友，是穿帽T的大學生。")]
    [InlineData("她沒有白髮，也沒有拿拐杖。")]
    public void What_is_denied_does_not_decide(string description) => Assert.Equal(Tone.CasualFriendly, Read(description).Tone);

    [Theory]
    [InlineData("")]
    [InlineData("   \n")]
    [InlineData("😀🎈👵🏽")]
    [InlineData("unknown")]
    [InlineData("\ud842 \0 \u202E")]
    public void Nothing_to_read_is_casual(string description) =>
        Assert.Equal(Tone.CasualFriendly, Read(description).Tone);

    [Fact]
    public void Only_the_beginning_of_a_huge_description_is_read()
    {
        var padded = string.Concat(Enumerable.Repeat("light ", 20_000));
        Assert.Equal(Tone.ChildFriendly, Read("A boy of nine. " + padded).Tone);
        Assert.Equal(ToneSource.Fallback, Read(padded + "A boy of nine.").Source);
    }

    [Theory]
    [InlineData("小朋友 in a school uniform", Tone.ChildFriendly)]
    [InlineData("穿 suit 打 tie，拿 briefcase", Tone.ProfessionalFriendly)]
    public void Mixed_languages_are_read(string description, Tone tone) => Assert.Equal(tone, Read(description).Tone);

    [Fact]
    public void A_choice_says_which_words_spoke_for_it()
    {
        const string Description = "An old man, 81, leaning on a cane.";
        var choice = Read(Description);
        Assert.Equal(ToneSource.Description, choice.Source);
        Assert.InRange(choice.Confidence!.Value, ToneSelection.LeastConfidence, 1);
        var words = choice.Evidence.Select(item => item.Span.Of(Description).ToString()).ToList();
        Assert.Equal("81", words[0]);
        Assert.Contains("old man", words);
        Assert.Contains("cane", words);
    }

    [Fact]
    public void A_doubtful_reading_falls_back_and_says_how_doubtful_it_was()
    {
        var choice = Read("Cardigan and a folder.");
        Assert.Equal((Tone.CasualFriendly, ToneSource.Fallback), (choice.Tone, choice.Source));
        Assert.InRange(choice.Confidence!.Value, 0.25, ToneSelection.LeastConfidence);
    }

    [Fact]
    public void Any_description_gives_a_tone_and_evidence_inside_it() => Prop.ForAll(MixedText.Arbitrary, text =>
    {
        var choice = Read(text);
        return Enum.IsDefined(choice.Tone) && choice.Confidence is null or (>= 0 and <= 1)
            && choice.Evidence.All(item => item.Span.Start >= 0 && item.Span.End <= text.Length);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Names_on_the_wire_are_those_of_the_brief()
    {
        Assert.Equal(["child_friendly", "elder_friendly", "professional_friendly", "casual_friendly"],
            Enum.GetValues<Tone>().Select(tone => tone.WireName));
        Assert.All(Enum.GetValues<Tone>(), tone => Assert.Equal(tone, ToneNames.FromWireName(tone.WireName)));
        Assert.Null(ToneNames.FromWireName("Child_Friendly"));
        Assert.Null(ToneNames.FromWireName(null));
    }

    private static (Tone, ToneSource) Chosen(ToneInputs inputs)
    {
        var choice = ToneSelection.Select(inputs);
        return (choice.Tone, choice.Source);
    }

    private static ToneChoice Read(string description) => ToneSelection.Select(new ToneInputs { Description = description });
}
