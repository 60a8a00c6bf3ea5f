using Attune.Learning.Calibration;

namespace Attune.Learning.Tests.Calibration;

public sealed class DecisionThresholdTests
{
    [Fact]
    public void Lies_where_F1_is_best()
    {
        // Yes from 0.6 on: TP 2, FP 0, FN 1, F1 0.8. Yes from 0.2 on: TP 3, FP 2, F1 0.75.
        Assert.Equal(0.5f, DecisionThreshold.ForBestF1([0.9f, 0.6f, 0.4f, 0.3f, 0.2f], [true, true, false, false, true]), 1e-6f);
    }

    [Fact]
    public void Equal_probabilities_stay_together() =>
        Assert.Equal(0.5f, DecisionThreshold.ForBestF1([0.5f, 0.5f, 0.5f], [true, false, true]));

    [Fact]
    public void Without_a_yes_nothing_short_of_certainty_passes() =>
        Assert.Equal(1f, DecisionThreshold.ForBestF1([0.9f, 0.1f], [false, false]));
}
