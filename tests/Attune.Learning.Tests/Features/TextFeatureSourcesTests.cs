using Attune.Learning.Features;

namespace Attune.Learning.Tests.Features;

public sealed class TextFeatureSourcesTests
{
    [Fact]
    public void Every_feature_has_a_source_and_every_source_is_a_feature()
    {
        var features = new TextFeatures(keepsSources: true);
        features.Read("I am NOT happy, not at all — ＳＯ sad 難過 😢");
        uint[] known = [.. features.Tokens, .. features.Characters];
        Assert.Equal(known.Order().Distinct(), features.Sources.Select(source => source.Hash).Distinct().Order());
        Assert.All(features.Sources, source => Assert.InRange(source.First + source.Count, 0, features.Places.Count));
    }

    [Fact]
    public void Tokens_know_where_they_stood_in_the_text_as_it_was_written()
    {
        const string Text = "  Soooo HAPPY！！！ 難過👍🏽 [NAME] don’t";
        var features = new TextFeatures(keepsSources: true);
        features.Read(Text);
        Assert.Equal(["Soooo", "HAPPY", "！！！", "難", "過", "👍", "[NAME]", "don’t"],
            features.Places.Select(token => Text.Substring(token.SourceStart, token.SourceLength)));
    }

    [Fact]
    public void Without_being_asked_for_no_sources_are_kept()
    {
        var features = new TextFeatures();
        features.Read("some words");
        Assert.Empty(features.Sources);
        Assert.Equal(2, features.Words.Length);
    }
}
