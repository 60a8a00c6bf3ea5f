using System.Globalization;
using Attune.Language.Dates;
using Attune.Learning.Statistics;

namespace Attune.Server.Verbs.Bench.Dates;

/// <summary>How often dates were found with the right words, precision, first and last day.</summary>
/// <param name="Sentences">Sentences that were read.</param>
/// <param name="Right">Dates that are exactly as the gold set has them.</param>
/// <param name="Missed">Dates of the gold set that were not found so.</param>
/// <param name="False">Dates that were found and are not in the gold set so.</param>
internal sealed record DateFigures(int Sentences, int Right, int Missed, int False)
{
    private const int Resamples = 2_000;
    private const int Seed = 20_261_122;

    public double Recall => Right + Missed == 0 ? 0 : Right / (double)(Right + Missed);

    public double Precision => Right + False == 0 ? 0 : Right / (double)(Right + False);

    /// <summary>Harmonic mean of both.</summary>
    public double F1 => Right == 0 ? 0 : 2.0 * Right / ((2 * Right) + Missed + False);

    /// <summary>95 % interval of <see cref="F1"/>, by drawing sentences anew with a fixed seed.</summary>
    public required Interval Interval { get; init; }

    public static DateFigures Of(IEnumerable<DateSentence> sentences)
    {
        var counts = sentences.Select(Count).ToArray();
        var random = new Random(Seed);
        var values = new double[Resamples];
        for (var i = 0; i < Resamples; i++)
            values[i] = Sum([.. counts.Select(_ => counts[random.Next(counts.Length)])], new Interval(0, 1)).F1;
        Array.Sort(values);
        return Sum(counts, new Interval(values[(int)(Resamples * 0.025)], values[(int)(Resamples * 0.975)]));
    }

    /// <summary>The dates that the reader finds, as the gold set writes them.</summary>
    public static IReadOnlyList<string> Read(string text) => [.. DateReader.Read(text, DateSentences.Today)
        .Select(date => string.Create(CultureInfo.InvariantCulture,
            $"{date.Span.Of(text)}={NameOf(date.Precision)}={date.Start:yyyy-MM-dd}..{date.End:yyyy-MM-dd}"))];

    private static (int Right, int Missed, int False) Count(DateSentence sentence)
    {
        var found = Read(sentence.Text);
        var right = found.Intersect(sentence.Dates).Count();
        return (right, sentence.Dates.Count - right, found.Count - right);
    }

    private static DateFigures Sum((int Right, int Missed, int False)[] counts, Interval interval) => new(
        counts.Length, counts.Sum(count => count.Right), counts.Sum(count => count.Missed), counts.Sum(count => count.False))
    {
        Interval = interval,
    };

    private static string NameOf(DatePrecision precision) => precision switch
    {
        DatePrecision.Day => "day",
        DatePrecision.Month => "month",
        DatePrecision.Year => "year",
        DatePrecision.Decade => "decade",
        _ => "century",
    };
}
