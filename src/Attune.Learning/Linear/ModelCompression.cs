namespace Attune.Learning.Linear;

/// <summary>Makes a small model of trained weights: keeps the features that matter most and rounds them to 8 bits.</summary>
internal static class ModelCompression
{
    private const float LargestStep = 127f;

    /// <summary>Compresses.</summary>
    /// <param name="weights">What was trained.</param>
    /// <param name="hashes">Hash of each column, ascending.</param>
    /// <param name="usage">Sum of squared values of each column over the training examples.</param>
    /// <param name="limit">Features to keep.</param>
    /// <param name="origin">What it was made from.</param>
    /// <param name="outputs">Names, scalings and thresholds; the biases are taken from the weights.</param>
    public static LinearModel Compress(
        LinearWeights weights, IReadOnlyList<uint> hashes, float[] usage, int limit, ModelOrigin origin,
        IReadOnlyList<ModelOutput> outputs)
    {
        int[] kept = [.. Enumerable.Range(0, hashes.Count)
            .OrderByDescending(column => Importance(weights.Row(column), usage[column]))
            .ThenBy(column => column).Take(limit).Order()];
        var rows = new sbyte[kept.Length * outputs.Count];
        var scales = new float[kept.Length];
        for (var i = 0; i < kept.Length; i++)
            scales[i] = Round(weights.Row(kept[i])[..outputs.Count], rows.AsSpan(i * outputs.Count, outputs.Count));
        return new LinearModel(origin, [.. outputs.Select((output, i) => output with { Bias = weights.Bias[i] })],
            [.. kept.Select(column => hashes[column])], scales, rows);
    }

    /// <summary>How much a feature moves the scores of all examples together.</summary>
    private static double Importance(ReadOnlySpan<float> row, float usage)
    {
        var squares = 0.0;
        foreach (var weight in row)
            squares += weight * (double)weight;
        return squares * usage;
    }

    /// <returns>The worth of one step.</returns>
    private static float Round(ReadOnlySpan<float> row, Span<sbyte> rounded)
    {
        var largest = 0f;
        foreach (var weight in row)
            largest = Math.Max(largest, Math.Abs(weight));
        var step = largest / LargestStep;
        for (var i = 0; i < row.Length; i++)
            rounded[i] = step == 0 ? (sbyte)0 : (sbyte)MathF.Round(row[i] / step);
        return step;
    }
}
