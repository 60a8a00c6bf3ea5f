namespace Attune.Learning.Linear;

/// <summary>
/// Linear regression with a pull towards 0 (A. Hoerl, R. Kennard, "Ridge regression", 1970), solved exactly by conjugate
/// gradients on the least squares (M. Hestenes, E. Stiefel, 1952), so that it needs no step width. In double precision and
/// one thread: the same on one machine, bit for bit.
/// </summary>
internal static class RidgeRegression
{
    private const int MaxRounds = 300;
    private const double Enough = 1e-8;

    /// <summary>Minimises |Xw - y|² + penalty |w|².</summary>
    /// <param name="examples">X, sparse.</param>
    /// <param name="chosen">The rows that count.</param>
    /// <param name="targets">y, for all rows.</param>
    /// <param name="columns">How many columns X has.</param>
    /// <param name="penalty">Above 0.</param>
    /// <returns>A weight per column.</returns>
    public static double[] Fit(
        ExampleSet examples, ReadOnlySpan<int> chosen, ReadOnlySpan<double> targets, int columns, double penalty)
    {
        var weights = new double[columns];
        var residual = new double[chosen.Length];
        for (var i = 0; i < residual.Length; i++)
            residual[i] = targets[chosen[i]];
        var gradient = new double[columns];
        AddBack(examples, chosen, residual, gradient);
        var direction = gradient.ToArray();
        var image = new double[residual.Length];
        var size = Square(gradient);
        var least = size * Enough;
        for (var round = 0; round < MaxRounds && size > least; round++)
        {
            Apply(examples, chosen, direction, image);
            var width = size / (Square(image) + (penalty * Square(direction)));
            for (var i = 0; i < weights.Length; i++)
                weights[i] += width * direction[i];
            for (var i = 0; i < residual.Length; i++)
                residual[i] -= width * image[i];
            for (var i = 0; i < gradient.Length; i++)
                gradient[i] = -penalty * weights[i];
            AddBack(examples, chosen, residual, gradient);
            var next = Square(gradient);
            for (var i = 0; i < direction.Length; i++)
                direction[i] = gradient[i] + (next / size * direction[i]);
            size = next;
        }

        return weights;
    }

    /// <summary>The value at one row.</summary>
    public static double At(ExampleSet examples, int example, ReadOnlySpan<double> weights)
    {
        var columns = examples.ColumnsOf(example);
        var values = examples.ValuesOf(example);
        var sum = 0.0;
        for (var i = 0; i < columns.Length; i++)
            sum += values[i] * weights[columns[i]];
        return sum;
    }

    private static void Apply(ExampleSet examples, ReadOnlySpan<int> chosen, double[] weights, double[] image)
    {
        for (var i = 0; i < image.Length; i++)
            image[i] = At(examples, chosen[i], weights);
    }

    private static void AddBack(ExampleSet examples, ReadOnlySpan<int> chosen, double[] residual, double[] sums)
    {
        for (var row = 0; row < residual.Length; row++)
        {
            var columns = examples.ColumnsOf(chosen[row]);
            var values = examples.ValuesOf(chosen[row]);
            for (var i = 0; i < columns.Length; i++)
                sums[columns[i]] += values[i] * residual[row];
        }
    }

    private static double Square(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value * value;
        return sum;
    }
}
