using System.Numerics;
using Attune.Learning.Emotions;

namespace Attune.Learning.Tests.Emotions;

public sealed class EmotionLabelsTests
{
    [Fact]
    public void There_are_28_labels_7_groups_and_4_sentiments()
    {
        Assert.Equal(EmotionLabels.OutputCount, EmotionLabels.Names.Count);
        Assert.Equal(EmotionLabels.OutputCount, EmotionLabels.Names.Distinct().Count());
        Assert.Equal(0, EmotionLabels.IndexOf("admiration"));
        Assert.Equal(27, EmotionLabels.IndexOf("neutral"));
        Assert.Equal(-1, EmotionLabels.IndexOf("boredom"));
    }

    [Fact]
    public void Every_label_belongs_to_one_Ekman_group_and_one_sentiment()
    {
        for (var label = 0; label < EmotionLabels.Count; label++)
        {
            var groups = EmotionLabels.WithGroups(1ul << label) >> EmotionLabels.Count;
            Assert.Equal(1, BitOperations.PopCount(groups & 0b111_1111));
            Assert.Equal(1, BitOperations.PopCount(groups >> EmotionLabels.EkmanCount));
        }
    }

    [Theory]
    [InlineData("annoyance", "ekman:anger", "sentiment:negative")]
    [InlineData("curiosity", "ekman:surprise", "sentiment:ambiguous")]
    [InlineData("caring", "ekman:joy", "sentiment:positive")]
    [InlineData("neutral", "ekman:neutral", "sentiment:neutral")]
    public void Groups_are_the_published_ones(string label, string ekman, string sentiment) => Assert.Equal(
        (1ul << EmotionLabels.IndexOf(label)) | (1ul << EmotionLabels.IndexOf(ekman)) | (1ul << EmotionLabels.IndexOf(sentiment)),
        EmotionLabels.WithGroups(1ul << EmotionLabels.IndexOf(label)));
}
