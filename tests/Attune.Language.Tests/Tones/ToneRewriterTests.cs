using Attune.Language.Readability;
using Attune.Language.Tones;
using Attune.Language.Tones.Facts;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Language.Tests.Tones;

public sealed class ToneRewriterTests
{
    private const string English =
        "The manuscript was purchased in 1931 by Dr. Lin, who donated it to the museum, "
        + "and it is not on display at the moment [1]. "
        + "Photography is permitted in all halls, but flash is not permitted [2].";

    private const string Chinese = "這份手稿於1931年由林醫師購買，之後捐贈給本館，目前沒有展出[1]。各展廳都可以拍照，但不得使用閃光燈[2]。";

    public static TheoryData<Tone, bool> TonesAndLanguages =>
        [.. Enum.GetValues<Tone>().SelectMany(tone => new (Tone, bool)[] { (tone, false), (tone, true) })];

    [Theory]
    [MemberData(nameof(TonesAndLanguages))]
    public void Every_tone_keeps_facts_and_its_promises(Tone tone, bool isChinese)
    {
        var draft = DraftOf(tone, isChinese);
        var said = ToneRewriter.Rewrite(draft);
        Assert.True(said.IsRewritten);
        Assert.Null(said.LostFact);
        Assert.NotEqual(draft.Text, said.Text);
        Assert.Empty(ToneTargets.Missed(said.Text, draft.Text, tone, draft.Language));
        Assert.Equal(said, ToneRewriter.Rewrite(draft));
    }

    [Fact]
    public void A_child_gets_short_sentences_explained_terms_and_a_question()
    {
        var said = ToneRewriter.Rewrite(DraftOf(Tone.ChildFriendly, isChinese: false)).Text;
        Assert.InRange(EnglishReadability.Of(said).LongestSentence, 1, 10);
        Assert.Contains("bought", said, StringComparison.Ordinal);
        Assert.Contains("People wrote it by hand.", said, StringComparison.Ordinal);
        Assert.EndsWith("?", said, StringComparison.Ordinal);
        var zh = ToneRewriter.Rewrite(DraftOf(Tone.ChildFriendly, isChinese: true)).Text;
        Assert.Contains("手稿是用手寫的書。", zh, StringComparison.Ordinal);
        Assert.Contains("喔", zh, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("The lighthouse was built in 1924 by the city after the great storm of that year.", "This was")]
    [InlineData("The old bell hangs in the tower behind the small church near the sea.", "This is")]
    [InlineData("To reach the garden, take the small train from the old station behind the hall.", "Do this")]
    public void A_sentence_is_not_cut_into_one_that_begins_with_a_preposition(string draft, string begins)
    {
        foreach (var tone in (Tone[])[Tone.ChildFriendly, Tone.ElderFriendly])
        {
            var said = ToneRewriter.Rewrite(new ToneDraft(draft, TextLanguage.English, tone));
            Assert.True(said.IsRewritten);
            Assert.DoesNotMatch(@"(?m)^(In|By|After|Behind|Near|From|At|On|With) ", said.Text);
            Assert.Equal(tone == Tone.ChildFriendly, said.Text.Contains($"\n{begins} ", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void What_is_denied_stays_with_its_circumstances()
    {
        const string Draft = "The ferry does not sail from the old harbour during the long winter months.";
        var said = ToneRewriter.Rewrite(new ToneDraft(Draft, TextLanguage.English, Tone.ChildFriendly)).Text;
        Assert.Matches("does not sail from [^.]+ long winter months", said);
    }

    [Theory]
    [InlineData("It opens at nine. [1] It closes at six. [2][3]", TextLanguage.English, "at nine [1].", "at six [2][3].")]
    [InlineData("早上九點開門。 [1] 下午六點關門。 [2]", TextLanguage.TraditionalChinese, "開門[1]", "關門[2]")]
    public void No_line_begins_with_the_citation_of_another_sentence(
        string draft, TextLanguage language, string first, string second)
    {
        foreach (var tone in Enum.GetValues<Tone>())
        {
            var said = ToneRewriter.Rewrite(new ToneDraft(draft, language, tone));
            Assert.True(said.IsRewritten);
            Assert.DoesNotMatch(@"(?m)^\s*\[", said.Text);
            if (tone is Tone.ChildFriendly or Tone.ElderFriendly)
            {
                var plain = said.Text.Replace("喔", "", StringComparison.Ordinal);
                Assert.Contains(first, plain, StringComparison.Ordinal);
                Assert.Contains(second, plain, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void A_professional_hears_the_formal_address_and_no_contractions()
    {
        var said = ToneRewriter.Rewrite(DraftOf(Tone.ProfessionalFriendly, isChinese: false) with
        {
            Text = "It's open now and we don't close before 18:00. "
                + "You can't bring food into the halls because it attracts insects.",
        }).Text;
        Assert.DoesNotContain('\'', said);
        Assert.InRange(EnglishReadability.Of(said).Grade, ToneTargets.ProfessionalLowGrade, ToneTargets.ProfessionalHighGrade);
        var zh = ToneRewriter.Rewrite(DraftOf(Tone.ProfessionalFriendly, isChinese: true) with { Text = "你可以帶水。🎉" }).Text;
        Assert.Contains("您可以帶水", zh, StringComparison.Ordinal);
        Assert.DoesNotContain("🎉", zh, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_stay_lists()
    {
        const string Text = "Steps:\n1. Open the box.\n2. Take the paper out.";
        var said = ToneRewriter.Rewrite(new ToneDraft(Text, TextLanguage.English, Tone.ElderFriendly)).Text.Split('\n');
        Assert.Contains("1. Open the box.", said);
        Assert.Contains("2. Take the paper out.", said);
    }

    [Fact]
    public void Quotations_names_and_addresses_are_not_touched()
    {
        const string Text = "The Collection of Purchased Art shows \"the purchased collection\" "
            + "at https://purchased.example/collection.";
        foreach (var tone in Enum.GetValues<Tone>())
        {
            var said = ToneRewriter.Rewrite(new ToneDraft(Text, TextLanguage.English, tone)).Text;
            Assert.Contains("\"the purchased collection\"", said, StringComparison.Ordinal);
            Assert.Contains("https://purchased.example/collection", said, StringComparison.Ordinal);
            Assert.Contains("Purchased Art", said, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n ")]
    [InlineData("🎉")]
    public void An_empty_draft_stays_as_it_is(string text)
    {
        foreach (var tone in Enum.GetValues<Tone>().Where(tone => tone != Tone.CasualFriendly || text.Trim().Length == 0))
            Assert.Equal(text, ToneRewriter.Rewrite(new ToneDraft(text, TextLanguage.English, tone)).Text);
    }

    [Fact]
    public void A_draft_that_is_too_long_is_shipped_as_it_is()
    {
        var text = new string('a', ToneRewriter.LongestDraft + 1);
        Assert.Equal(new ToneRewrite(text, false, null),
            ToneRewriter.Rewrite(new ToneDraft(text, TextLanguage.English, Tone.ChildFriendly)));
    }

    [Fact]
    public void Whatever_the_draft_is_its_facts_are_the_same_afterwards() => Prop.ForAll(MixedText.Arbitrary, text =>
        Enum.GetValues<Tone>().All(tone => Enum.GetValues<TextLanguage>().All(language =>
            FactCheck.FirstDifference(text, ToneRewriter.Rewrite(new ToneDraft(text, language, tone)).Text) is null)))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Only_the_first_answer_mentions_the_appearance_and_never_age_body_or_aids()
    {
        const string Description = "An old woman of eighty with grey hair, a cane and a blue scarf, "
            + "next to a boy with a red cap.";
        foreach (var (tone, isChinese) in TonesAndLanguages.Select(row => row.Data))
        {
            var draft = DraftOf(tone, isChinese) with { Description = Description };
            var later = ToneRewriter.Rewrite(draft).Text;
            var first = ToneRewriter.Rewrite(draft with { IsFirst = true });
            Assert.Null(first.LostFact);
            Assert.Contains(isChinese ? "藍色圍巾" : "blue scarf", first.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(isChinese ? "圍巾" : "scarf", later, StringComparison.Ordinal);
            foreach (var rude in new[] { "cane", "old", "eighty", "grey", "hair", "red cap", "拐杖", "白髮", "歲", "帽" })
                Assert.DoesNotMatch($@"\b{rude}\b", first.Text);
        }
    }

    private static ToneDraft DraftOf(Tone tone, bool isChinese) => isChinese
        ? new ToneDraft(Chinese, TextLanguage.TraditionalChinese, tone)
        : new ToneDraft(English, TextLanguage.English, tone);
}
