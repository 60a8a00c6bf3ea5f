using Attune.Language.Crisis;
using Attune.Language.Search;
using Attune.Language.Terms;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Language.Tests.Normalization;

public sealed class NormalizationTests
{
    private static readonly string[] Invisible = ["\u200b", "\u00ad", "\u2060", "\ufeff", "\u200d\u200c", "\u0301", "\ufe0f"];

    [Theory]
    [InlineData("Café", "café")]
    [InlineData("Cafe\u0301s", "cafe")]
    [InlineData("NAÏVE", "naive")]
    [InlineData("o\ufb03ce \ufb01re", "office fire")]
    [InlineData("ＰＯＲＴ　８０８０", "port 8080")]
    [InlineData("har\u00adbour", "harbour")]
    [InlineData("İstanbul", "istanbul")]
    [InlineData("Việt Nam", "viet nam")]
    [InlineData("港\u200b口", "港口")]
    public void Two_ways_to_write_a_word_are_one_term(string written, string plain) => Assert.Equal(Terms(plain), Terms(written));

    [Fact]
    public void What_nobody_sees_changes_no_term() =>
        Prop.ForAll(MixedText.Arbitrary, Arb.From(Gen.Elements(Invisible)), Arb.From(Gen.Choose(0, 200)), (text, hidden, at) =>
        {
            var place = Math.Min(at, text.Length);
            // Behind a lone half of a surrogate pair anything may be; a mark behind a mark or a space belongs to nothing.
            return text.Any(char.IsSurrogate) || place == 0 || !char.IsLetter(text[place - 1])
                || Terms(text.Insert(place, hidden)).SequenceEqual(Terms(text));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_question_with_hidden_characters_finds_its_passage()
    {
        var index = new Bm25Index();
        index.Add("完全無關的一段文字。");
        var wanted = index.Add("海港建於1928年，旁邊有咖啡館 Café Sole。");
        Assert.Equal(wanted, index.Search("海\u200b港", 1)[0].Passage);
        Assert.Equal(wanted, index.Search("cafe sole", 1)[0].Passage);
        Assert.Equal(QuestionAtoms.Of("海港？", _ => 1).SelectMany(atom => atom.Strong),
            QuestionAtoms.Of("海\u200b港？", _ => 1).SelectMany(atom => atom.Strong));
    }

    [Theory]
    [InlineData("I want to ki\u200bll my\u00adself")]
    [InlineData("I want to kíll myself")]
    [InlineData("我想自\u200b殺")]
    [InlineData("我想自\u2060杀")]
    public void A_crisis_is_heard_through_hidden_characters_and_accents(string text) => Assert.NotNull(CrisisReader.Read(text));

    private static List<string> Terms(string text)
    {
        var terms = new List<string>();
        var reader = new TermReader(text, stackalloc char[TermReader.BufferLength]);
        while (reader.Read())
            terms.Add(reader.Term.ToString());
        return terms;
    }
}
