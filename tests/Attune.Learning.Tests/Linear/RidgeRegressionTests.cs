using Attune.Learning.Linear;
using Attune.Learning.Statistics;

namespace Attune.Learning.Tests.Linear;

public sealed class RidgeRegressionTests
{
    [Fact]
    public void The_gradient_is_0_where_it_ends()
    {
        const int Rows = 40;
        const int Columns = 7;
        const double Penalty = 0.5;
        var random = new SplitMix64(2);
        var (starts, columns, values) = (new List<int> { 0 }, new List<int>(), new List<float>());
        var targets = new double[Rows];
        for (var row = 0; row < Rows; row++)
        {
            for (var column = row % 2; column < Columns; column += 2)
            {
                columns.Add(column);
                values.Add(random.NextFraction() - 0.5f);
            }

            starts.Add(columns.Count);
            targets[row] = random.NextFraction();
        }

        var examples = new ExampleSet([.. starts], [.. columns], [.. values], new ulong[Rows]);
        int[] chosen = [.. Enumerable.Range(0, Rows).Where(row => row != 5)];
        var weights = RidgeRegression.Fit(examples, chosen, targets, Columns, Penalty);
        for (var column = 0; column < Columns; column++)
        {
            var gradient = Penalty * weights[column];
            foreach (var row in chosen)
            {
                var at = examples.ColumnsOf(row).IndexOf(column);
                if (at >= 0)
                    gradient += examples.ValuesOf(row)[at] * (RidgeRegression.At(examples, row, weights) - targets[row]);
            }

            Assert.Equal(0, gradient, 1e-3);
        }

        Assert.Contains(weights, weight => Math.Abs(weight) > 0.05);
    }

    [Fact]
    public void A_column_that_never_occurs_gets_no_weight()
    {
        var examples = new ExampleSet([0, 1, 2], [0, 0], [1f, 1f], new ulong[2]);
        var weights = RidgeRegression.Fit(examples, [0, 1], [2.0, 2.0], 3, 1e-9);
        Assert.Equal(2, weights[0], 1e-6);
        Assert.Equal([0, 0], weights[1..]);
    }
}
