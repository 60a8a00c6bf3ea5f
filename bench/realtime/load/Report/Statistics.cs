namespace RealtimeLoad.Report;

/// <summary>Medians and their intervals.</summary>
internal static class Statistics
{
    private const int Draws = 2_000;
    private const double Tail = 0.025;

    public static double Median(IReadOnlyList<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>
    /// 95 % interval of the median: percentile bootstrap (Efron 1979), with a fixed seed so that a run's data gives one answer.
    /// </summary>
    public static (double Low, double High) Interval(IReadOnlyList<double> values)
    {
        var state = 42u;
        var medians = new double[Draws];
        var drawn = new double[values.Count];
        for (var draw = 0; draw < Draws; draw++)
        {
            for (var i = 0; i < drawn.Length; i++)
            {
                state = unchecked((state * 1664525u) + 1013904223u);
                drawn[i] = values[(int)((ulong)state * (ulong)values.Count >> 32)];
            }

            medians[draw] = Median(drawn);
        }

        Array.Sort(medians);
        return (medians[(int)(Draws * Tail)], medians[(int)(Draws * (1 - Tail))]);
    }
}
