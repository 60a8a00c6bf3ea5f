using Attune.Learning.Statistics;

namespace Attune.Learning.Tests.Statistics;

public sealed class BootstrapTests
{
    [Fact]
    public void The_interval_of_a_mean_is_that_of_its_standard_error()
    {
        // 400 examples, half 0 and half 1: the standard error is 0.5 / 20, the interval 0.5 +- 1.96 * 0.025.
        var interval = Bootstrap.Of(400, 2_000, drawn => drawn.Average(i => i % 2));
        Assert.InRange(interval.Low, 0.441, 0.461);
        Assert.InRange(interval.High, 0.539, 0.559);
    }

    [Fact]
    public void The_same_examples_give_the_same_interval() =>
        Assert.Equal(Bootstrap.Of(50, 100, drawn => drawn.Average()), Bootstrap.Of(50, 100, drawn => drawn.Average()));

    [Fact]
    public void A_figure_that_drawing_inflates_still_lies_in_its_interval()
    {
        // The distance of a mean from its truth is 0 here and above 0 in every other draw.
        static double Distance(IReadOnlyList<int> drawn) => Math.Abs(drawn.Average(i => i % 2) - 0.5);
        var interval = Bootstrap.Of(100, 500, Distance);
        Assert.InRange(Distance([.. Enumerable.Range(0, 100)]), interval.Low, interval.High);
    }
}
