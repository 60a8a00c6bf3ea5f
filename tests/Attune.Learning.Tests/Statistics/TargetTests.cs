using Attune.Learning.Statistics;

namespace Attune.Learning.Tests.Statistics;

public sealed class TargetTests
{
    [Theory]
    [InlineData(0.49, "MISSES the gate 0.5")]
    [InlineData(0.5, "within the gate 0.5, misses the goal 0.6")]
    [InlineData(0.6, "reaches the goal 0.6")]
    [InlineData(double.NaN, "MISSES the gate 0.5")]
    public void A_miss_is_said(double figure, string words) => Assert.Equal(words, new Target(0.5, 0.6).Say(figure));

    [Theory]
    [InlineData(0.02, "within the gate 0.02")]
    [InlineData(0.021, "MISSES the gate 0.02")]
    public void Less_may_be_better(double figure, string words) =>
        Assert.Equal(words, new Target(0.02, IsCeiling: true).Say(figure));
}
