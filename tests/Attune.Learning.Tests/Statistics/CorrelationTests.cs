using Attune.Learning.Statistics;

namespace Attune.Learning.Tests.Statistics;

public sealed class CorrelationTests
{
    [Theory]
    [InlineData(new[] { 1.0, 2, 3 }, new[] { 10.0, 20, 30 }, 1)]
    [InlineData(new[] { 1.0, 2, 3 }, new[] { 3.0, 2, 1 }, -1)]
    [InlineData(new[] { 1.0, 2, 3 }, new[] { 5.0, 5, 5 }, 0)]
    [InlineData(new[] { 1.0, 2, 3, 4 }, new[] { 1.0, 3, 2, 4 }, 0.8)]
    public void It_is_what_the_definition_says(double[] first, double[] second, double expected) =>
        Assert.Equal(expected, Correlation.Of(first, second, [.. Enumerable.Range(0, first.Length)]), 9);

    [Fact]
    public void Only_the_chosen_pairs_count() => Assert.Equal(1, Correlation.Of([1, 2, 9], [1, 2, -9], [0, 1, 1]), 9);
}
