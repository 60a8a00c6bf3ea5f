using Attune.Language.Folding;

namespace Attune.Language.Tests.Folding;

/// <summary>The tables agree with each other, whatever is generated anew.</summary>
public sealed class FoldingTableTests
{
    [Fact]
    public void A_Simplified_character_and_its_Traditional_one_have_the_same_key() =>
        Assert.All(FoldingTable.Read("characters"), pair => Assert.Equal(SearchKeys.Of(pair[0]), SearchKeys.Of(pair[1])));

    [Fact]
    public void A_key_is_its_own_key() =>
        Assert.All(FoldingTable.Read("keys"), pair => Assert.Equal(pair[1], SearchKeys.Of(pair[1])));

    [Fact]
    public void A_phrase_and_its_Traditional_form_are_equally_long_and_have_the_same_keys()
    {
        var pairs = FoldingTable.Read("phrases").Where(entry => entry[0] != '=')
            .Select(entry => (From: entry[..(entry.Length / 2)], To: entry[(entry.Length / 2)..])).ToList();
        Assert.True(pairs.Count > 5_000);
        Assert.All(pairs, pair => Assert.Equal(pair.From.Length, pair.To.Length));
        Assert.Empty(pairs.Where(pair => SearchKeys.Of(pair.From) != SearchKeys.Of(pair.To)).Select(pair => pair.From + pair.To));
    }

    [Fact]
    public void No_character_is_a_sign_of_both_scripts()
    {
        var simplified = string.Concat(FoldingTable.Read("signs-simplified"));
        var traditional = string.Concat(FoldingTable.Read("signs-traditional"));
        Assert.True(simplified.Length > 2_000 && traditional.Length > 2_000);
        Assert.Empty(simplified.Intersect(traditional));
    }

    [Fact]
    public void Traditional_text_made_Simplified_is_turned_back()
    {
        var back = FoldingTable.Read("characters")
            .GroupBy(pair => pair[1]).ToDictionary(pairs => pairs.Key, pairs => pairs.First()[0]);
        const string Text = "這座燈塔建於一九二八年，當時漁民常在夜裡迷航。燈塔的門後有一道樓梯，遊客可以爬上去看風景。"
            + "館員說，從前每天傍晚都要點燈，後來才改用電力。請問您還想知道什麼？";
        var simplified = string.Concat(Text.Select(character => back.GetValueOrDefault(character, character)));
        Assert.NotEqual(Text, simplified);
        Assert.Equal(Text, ChineseFolding.ToTraditional(simplified));
    }
}
