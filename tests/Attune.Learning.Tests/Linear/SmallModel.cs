using Attune.Learning.Calibration;
using Attune.Learning.Features;
using Attune.Learning.Linear;

namespace Attune.Learning.Tests.Linear;

/// <summary>A model that knows the word "good".</summary>
internal static class SmallModel
{
    public static readonly uint Good = FeatureHash.Finish(FeatureHash.Join(FeatureHash.TokenSeed, FeatureHash.Of("good")));

    public static LinearModel Create()
    {
        uint[] hashes = [.. new[] { Good, 1u, uint.MaxValue }.Order()];
        sbyte[] weights = [1, -1, 100, -50, 127, -128];
        return new LinearModel(new ModelOrigin("none.tsv", new string('a', 64), 3, "by hand, 手寫"),
            [new ModelOutput("yes", 0.25f, new PlattScaling(1, 0), 0.5f),
                new ModelOutput("no", -0.25f, new PlattScaling(2, 1), 0.4f)],
            hashes, [1f, 0.02f, 1f], weights);
    }
}
