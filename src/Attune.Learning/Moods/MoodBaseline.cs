namespace Attune.Learning.Moods;

/// <summary>
/// What is usual for a person: median and spread of the valence of the last 30 days. Both hold when up to half of the
/// values are far out (F. Hampel, "The influence curve and its role in robust estimation", 1974). Where more than half of the
/// values are the same, as when most messages say nothing, the mean distance stands in for the median one, which is 0 there
/// (B. Iglewicz, D. Hoaglin, "How to detect and handle outliers", 1993).
/// </summary>
/// <param name="Usual">The median.</param>
/// <param name="Spread">
/// 1.4826 times the median distance from it, or 1.2533 times the mean one: the standard deviation of a normal sample; above 0.
/// </param>
/// <param name="Count">Values it rests on.</param>
public sealed record MoodBaseline(double Usual, double Spread, int Count)
{
    /// <summary>Fewer values say nothing about what is usual.</summary>
    public const int Least = 20;

    /// <summary>
    /// No more values are looked at, the latest first: so many place a median within a twentieth of the spread, and cost a
    /// message less than a millisecond.
    /// </summary>
    public const int Most = 1_000;

    private const double ToDeviation = 1.4826;
    private const double MeanToDeviation = 1.2533;

    /// <summary>Nobody is so even that a smaller distance would mean anything.</summary>
    private const double LeastSpread = 0.02;

    /// <summary>How far back values count.</summary>
    public static TimeSpan Window { get; } = TimeSpan.FromDays(30);

    /// <summary>The baseline at a time.</summary>
    /// <param name="values">Valence, from -1 to 1, with its time, in any order.</param>
    /// <param name="now">Later values are left out, as are those before the window.</param>
    /// <returns>Null when there is not enough to go by.</returns>
    public static MoodBaseline? Of(IEnumerable<(DateTimeOffset At, double Valence)> values, DateTimeOffset now)
    {
        double[] recent = [.. values.Where(value => value.At <= now && value.At > now - Window)
            .OrderByDescending(value => value.At).Take(Most).Select(value => value.Valence)];
        if (recent.Length < Least)
            return null;
        var usual = Median(recent);
        double[] distances = [.. recent.Select(value => Math.Abs(value - usual))];
        var spread = ToDeviation * Median(distances);
        if (spread < LeastSpread)
            spread = MeanToDeviation * distances.Average();
        return new MoodBaseline(usual, Math.Max(spread, LeastSpread), recent.Length);
    }

    /// <summary>How far a value is from the usual one, in spreads.</summary>
    public double Standardised(double valence) => (valence - Usual) / Spread;

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
