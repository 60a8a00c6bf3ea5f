namespace Attune.Learning.Statistics;

/// <summary>Percentile bootstrap (B. Efron, "Bootstrap methods", 1979) over examples, the same for the same seed.</summary>
public static class Bootstrap
{
    private const ulong Seed = 20_261_122;

    /// <summary>
    /// The 95 % interval of a figure. What drawing with repetition adds on average (an error that cannot fall below 0 grows
    /// by it) is taken off, so that the interval lies around the figure.
    /// </summary>
    /// <param name="count">Examples, from 1.</param>
    /// <param name="resamples">How often they are drawn anew, from 40.</param>
    /// <param name="metric">Computes the figure from the numbers of the drawn examples; it must not keep the list.</param>
    public static Interval Of(int count, int resamples, Func<IReadOnlyList<int>, double> metric)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 40);
        var random = new SplitMix64(Seed);
        var drawn = new int[count];
        for (var i = 0; i < count; i++)
            drawn[i] = i;
        var figure = metric(drawn);
        var values = new double[resamples];
        for (var i = 0; i < resamples; i++)
        {
            for (var j = 0; j < count; j++)
                drawn[j] = random.NextBelow(count);
            values[i] = metric(drawn);
        }

        Array.Sort(values);
        var excess = values.Average() - figure;
        return new Interval(values[(int)(resamples * 0.025)] - excess, values[(int)(resamples * 0.975)] - excess);
    }
}
