using Attune.Learning.Features;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Learning.Tests.Features;

public sealed class TextFeaturesTests
{
    [Fact]
    public void A_negated_word_is_another_feature()
    {
        Assert.Contains(Negated("happy"), TokensOf("I am not happy"));
        Assert.Contains(Negated("happy"), TokensOf("I wasn't very happy"));
        Assert.Contains(Negated("開"), TokensOf("我不開心"));
        Assert.DoesNotContain(Negated("happy"), TokensOf("I am happy"));
        Assert.DoesNotContain(Negated("happy"), TokensOf("No! happy"));
    }

    [Fact]
    public void Order_matters_and_case_does_not()
    {
        Assert.Equal(TokensOf("dogs bite men"), TokensOf("Dogs bite Men"));
        Assert.NotEqual(TokensOf("dogs bite men"), TokensOf("men bite dogs"));
    }

    [Fact]
    public void Words_that_look_alike_share_characters()
    {
        var shared = CharactersOf("disappointed").Intersect(CharactersOf("disappointment")).Count();
        Assert.True(shared >= 15, $"{shared} shared");
        Assert.Empty(CharactersOf("disappointed").Intersect(CharactersOf("hurray")));
    }

    [Fact]
    public void Hashes_never_change_because_models_hold_them() =>
        Assert.Equal(
        [453_454_478u, 1_347_413_577u, 3_442_866_401u, 121_691_520u], [.. CharactersOf("ab"), TokensOf("ok")[0]]);

    [Fact]
    public void Any_text_has_features_in_ascending_order()
    {
        Prop.ForAll<string>(text =>
        {
            var features = new TextFeatures();
            features.Read(text);
            return IsAscending(features.Tokens) && IsAscending(features.Characters);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("\ud800")]
    [InlineData("a\udc00b\ud83d")]
    [InlineData("[[[[]]]][AAAAAAAAAAAAAAAAAAAAAAAAAAAA]")]
    [InlineData("\0\u200b\ufe0f\u0301")]
    public void Odd_text_is_read(string text)
    {
        var features = new TextFeatures();
        features.Read(string.Concat(Enumerable.Repeat(text, 1_000)));
        Assert.True(IsAscending(features.Tokens));
    }

    [Fact]
    public void Only_the_beginning_of_an_endless_text_is_read() => Assert.Equal(
        TokensOf(new string('a', TextFeatures.MaxLength)), TokensOf(new string('a', TextFeatures.MaxLength) + " more"));

    private static uint Negated(string word) =>
        FeatureHash.Finish(FeatureHash.Join(FeatureHash.NegatedSeed, FeatureHash.Of(word)));

    private static uint[] TokensOf(string text)
    {
        var features = new TextFeatures();
        features.Read(text);
        return features.Tokens.ToArray();
    }

    private static uint[] CharactersOf(string text)
    {
        var features = new TextFeatures();
        features.Read(text);
        return features.Characters.ToArray();
    }

    private static bool IsAscending(ReadOnlySpan<uint> hashes)
    {
        for (var i = 1; i < hashes.Length; i++)
        {
            if (hashes[i] <= hashes[i - 1])
                return false;
        }

        return true;
    }
}
