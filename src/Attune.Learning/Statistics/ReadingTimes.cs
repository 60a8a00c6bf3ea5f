using System.Globalization;

namespace Attune.Learning.Statistics;

/// <summary>
/// How long it takes to read a text, one after the other on one thread. The first readings are slow everywhere: weights come
/// into the cache, and the run time replaces its first code by faster code after some dozens of calls and a pause of a tenth of
/// a second, on another thread. So texts are read before the clock runs until both have certainly happened. What is left above
/// the longest texts' own time is what the machine did meanwhile: each text is read several times, and its fastest reading says
/// what it costs by itself.
/// </summary>
/// <param name="Texts">Texts.</param>
/// <param name="Rounds">How often each was read with the clock running.</param>
/// <param name="WarmUp">Readings before, not timed.</param>
/// <param name="MedianMs">Milliseconds of one reading, the median of all.</param>
/// <param name="P99Ms">The 99th percentile of all.</param>
/// <param name="FastestP99Ms">The 99th percentile of each text's fastest reading.</param>
/// <param name="MostMs">The longest of all.</param>
/// <param name="Collections">Garbage collections while the clock ran; each stops the reading it falls into.</param>
public sealed record ReadingTimes(
    int Texts, int Rounds, int WarmUp, double MedianMs, double P99Ms, double FastestP99Ms, double MostMs, int Collections)
{
    private const int TimedRounds = 5;
    private const double Percentile = 0.99;
    private const int LeastWarmUp = 2_000;
    private const int MostWarmUp = 200_000;

    private static readonly TimeSpan LeastWarmUpTime = TimeSpan.FromSeconds(1);

    /// <summary>Reads every text some times with the clock running.</summary>
    /// <param name="texts">At least one.</param>
    /// <param name="read">Reads a text.</param>
    /// <param name="clock">Measures.</param>
    public static ReadingTimes Measure(IReadOnlyList<string> texts, Action<string> read, TimeProvider clock)
    {
        var warmUp = 0;
        var begun = clock.GetTimestamp();
        while (warmUp < LeastWarmUp || (warmUp < MostWarmUp && clock.GetElapsedTime(begun) < LeastWarmUpTime))
            read(texts[warmUp++ % texts.Count]);
        var (all, fastest) = (new double[TimedRounds * texts.Count], new double[texts.Count]);
        Array.Fill(fastest, double.MaxValue);
        var collections = GC.CollectionCount(0);
        for (var i = 0; i < all.Length; i++)
        {
            var started = clock.GetTimestamp();
            read(texts[i % texts.Count]);
            all[i] = clock.GetElapsedTime(started).TotalMilliseconds;
            fastest[i % texts.Count] = Math.Min(fastest[i % texts.Count], all[i]);
        }

        collections = GC.CollectionCount(0) - collections;
        Array.Sort(all);
        Array.Sort(fastest);
        return new ReadingTimes(texts.Count, TimedRounds, warmUp, all[all.Length / 2], all[(int)(all.Length * Percentile)],
            fastest[(int)(fastest.Length * Percentile)], all[^1], collections);
    }

    /// <summary>A line for people.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"median {MedianMs:F3} ms  p99 {P99Ms:F3} ms  longest {MostMs:F3} ms  p99 of each text's fastest {FastestP99Ms:F3} ms\n"
        + $"          {Rounds} x {Texts} readings on one thread after {WarmUp} to warm up, {Collections} garbage collections");
}
