using Attune.Learning.Statistics;

namespace Attune.Learning.Tests.Statistics;

public sealed class MacroF1Tests
{
    private static readonly ulong[] Gold = [0b001, 0b001, 0b010, 0b011];
    private static readonly ulong[] Said = [0b001, 0b010, 0b010, 0b010];

    [Fact]
    public void Is_the_mean_of_the_labels()
    {
        // Label 0: TP 1, FP 0, FN 2, F1 = 2/4. Label 1: TP 2, FP 1, FN 0, F1 = 4/5. Label 2 never occurs.
        Assert.Equal((0.5 + 0.8) / 2, MacroF1.Of(Said, Gold, [0, 1, 2, 3], 0, 2), 12);
        Assert.Equal((0.5 + 0.8 + 0) / 3, MacroF1.Of(Said, Gold, [0, 1, 2, 3], 0, 3), 12);
        Assert.Equal(0.8, MacroF1.Of(Said, Gold, [0, 1, 2, 3], 1, 1), 12);
    }

    [Fact]
    public void An_example_counts_as_often_as_it_is_drawn() =>
        Assert.Equal((2.0 * 2 / 5) / 1, MacroF1.Of(Said, Gold, [0, 0, 1], 0, 1), 12);
}
