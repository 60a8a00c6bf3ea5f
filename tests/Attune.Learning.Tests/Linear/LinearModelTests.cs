using Attune.Learning.Features;
using Attune.Learning.Linear;

namespace Attune.Learning.Tests.Linear;

public sealed class LinearModelTests
{
    [Fact]
    public void A_score_is_the_bias_and_the_weights_of_known_features()
    {
        var features = new TextFeatures();
        features.Read("good");
        var scores = new float[2];
        SmallModel.Create().Score(features, scores);

        var value = 1f / MathF.Sqrt(features.Tokens.Length);
        Assert.Equal(0.25f + (100 * 0.02f * value), scores[0], 1e-5f);
        Assert.Equal(-0.25f - (50 * 0.02f * value), scores[1], 1e-5f);
    }

    [Fact]
    public void Unknown_text_has_the_score_of_the_bias()
    {
        var features = new TextFeatures();
        features.Read("");
        var scores = new float[2];
        SmallModel.Create().Score(features, scores);
        Assert.Equal([0.25f, -0.25f], scores);
    }

    [Fact]
    public void Features_out_of_order_are_refused()
    {
        var model = SmallModel.Create();
        Assert.Throws<ArgumentException>(() => new LinearModel(model.Origin, model.Outputs, [2, 1], [1, 1], new sbyte[4]));
        Assert.Throws<ArgumentException>(() => new LinearModel(model.Origin, model.Outputs, [1, 1], [1, 1], new sbyte[4]));
        Assert.Throws<ArgumentException>(() => new LinearModel(model.Origin, model.Outputs, [1, 2], [1, 1], new sbyte[3]));
        Assert.Throws<ArgumentException>(() => new LinearModel(model.Origin, [], [1], [1], []));
    }

    [Fact]
    public void Compression_keeps_what_matters_and_rounds_to_a_127th()
    {
        var weights = new LinearWeights(
            [1f, -2f, 0, 0, 0, 0, 0, 0, 9f, 9f, 0, 0, 0, 0, 0, 0, 0.5f, 0.25f, 0, 0, 0, 0, 0, 0], 8, 2);
        var model = ModelCompression.Compress(weights, [10u, 20u], [4f, 0.01f], limit: 1, SmallModel.Create().Origin,
            SmallModel.Create().Outputs);
        Assert.Equal([10u], model.Hashes);
        Assert.Equal(2f / 127, model.Scales[0]);
        Assert.Equal([64, -127], model.Row(0).ToArray());
        Assert.Equal([0.5f, 0.25f], model.Outputs.Select(output => output.Bias));
    }
}
