using Attune.Learning.Statistics;

namespace Attune.Server.Verbs.Bench.Conversations;

/// <summary>
/// Percentiles by nearest rank, with an interval from order statistics that assumes nothing about the distribution
/// (W. J. Conover, "Practical Nonparametric Statistics", 3rd edition 1999, section 3.2).
/// </summary>
internal static class Percentile
{
    private const double Normal95 = 1.96;

    /// <summary>The value that so many per cent of the values do not exceed, and its 95 % interval.</summary>
    /// <param name="sorted">At least one value, in rising order.</param>
    /// <param name="percent">Above 0, up to 100.</param>
    public static (double Value, Interval Interval) Of(IReadOnlyList<double> sorted, double percent)
    {
        ArgumentOutOfRangeException.ThrowIfZero(sorted.Count);
        var share = percent / 100;
        var spread = Normal95 * Math.Sqrt(sorted.Count * share * (1 - share));
        // With few values the interval would reach beyond the largest one, which is all that is known there.
        return (At(sorted, sorted.Count * share),
            new Interval(At(sorted, (sorted.Count * share) - spread), At(sorted, (sorted.Count * share) + spread)));
    }

    private static double At(IReadOnlyList<double> sorted, double rank) =>
        sorted[Math.Clamp((int)Math.Ceiling(rank), 1, sorted.Count) - 1];
}
