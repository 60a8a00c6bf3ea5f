namespace Attune.Learning.Statistics;

/// <summary>Pearson's correlation (K. Pearson, 1895).</summary>
public static class Correlation
{
    /// <summary>How far two lists rise and fall together, from -1 to 1; 0 when one of them is constant.</summary>
    /// <param name="first">Numbers.</param>
    /// <param name="second">As many.</param>
    /// <param name="examples">Numbers of the pairs that count, possibly several times; at least one.</param>
    public static double Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second, IReadOnlyList<int> examples)
    {
        var (meanOfFirst, meanOfSecond) = (0.0, 0.0);
        for (var i = 0; i < examples.Count; i++)
        {
            meanOfFirst += first[examples[i]] / examples.Count;
            meanOfSecond += second[examples[i]] / examples.Count;
        }

        var (squares, otherSquares, products) = (0.0, 0.0, 0.0);
        for (var i = 0; i < examples.Count; i++)
        {
            var (a, b) = (first[examples[i]] - meanOfFirst, second[examples[i]] - meanOfSecond);
            squares += a * a;
            otherSquares += b * b;
            products += a * b;
        }

        var scale = Math.Sqrt(squares * otherSquares);
        return scale > 0 ? products / scale : 0;
    }
}
