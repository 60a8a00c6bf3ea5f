using Attune.Learning.Calibration;
using Attune.Learning.Statistics;

namespace Attune.Learning.Tests.Calibration;

public sealed class PlattScalingTests
{
    [Fact]
    public void Finds_the_scaling_that_made_the_answers()
    {
        var truth = new PlattScaling(1.7f, -0.8f);
        var random = new SplitMix64(3);
        float[] scores = [.. Enumerable.Range(0, 40_000).Select(_ => (random.NextBelow(6_001) - 3_000) / 1_000f)];
        bool[] answers = [.. scores.Select(score => random.NextBelow(1_000_000) < truth.Probability(score) * 1_000_000)];
        var fitted = PlattScaling.Fit(scores, answers);
        Assert.Equal(truth.Slope, fitted.Slope, 0.06f);
        Assert.Equal(truth.Offset, fitted.Offset, 0.06f);
    }

    [Fact]
    public void A_label_that_never_occurs_is_improbable_but_not_impossible()
    {
        var fitted = PlattScaling.Fit([-1, 0, 1, 2], [false, false, false, false]);
        Assert.InRange(fitted.Probability(0), 0.01f, 0.4f);
    }

    [Fact]
    public void Perfectly_separated_scores_do_not_make_it_certain()
    {
        var fitted = PlattScaling.Fit([-2, -1, 1, 2], [false, false, true, true]);
        Assert.InRange(fitted.Probability(2), 0.6f, 0.99f);
        Assert.InRange(fitted.Probability(-2), 0.01f, 0.4f);
    }

    [Fact]
    public void Nothing_to_fit_is_refused() =>
        Assert.Throws<ArgumentException>(() => PlattScaling.Fit([], []));
}
