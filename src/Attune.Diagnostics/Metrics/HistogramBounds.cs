using System.Diagnostics.Metrics;

namespace Attune.Diagnostics.Metrics;

/// <summary>Upper bounds of a histogram's buckets: those its maker advised, otherwise fixed ones for its unit.</summary>
internal static class HistogramBounds
{
    private static readonly double[] Seconds =
        [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

    private static readonly double[] Milliseconds = [.. Seconds.Select(bound => bound * 1_000)];

    private static readonly double[] Bytes =
        [64, 256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216];

    private static readonly double[] Counts = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 100_000];

    public static IReadOnlyList<double> Of(Instrument histogram) => Advised(histogram) is { Count: > 0 } advised
        ? advised
        : histogram.Unit switch
        {
            "s" => Seconds,
            "ms" => Milliseconds,
            "By" => Bytes,
            _ => Counts,
        };

    private static IReadOnlyList<double>? Advised(Instrument histogram) => histogram switch
    {
        Histogram<double> doubles => doubles.Advice?.HistogramBucketBoundaries,
        Histogram<float> floats => floats.Advice?.HistogramBucketBoundaries?.Select(bound => (double)bound).ToList(),
        Histogram<long> longs => longs.Advice?.HistogramBucketBoundaries?.Select(bound => (double)bound).ToList(),
        Histogram<int> ints => ints.Advice?.HistogramBucketBoundaries?.Select(bound => (double)bound).ToList(),
        _ => null,
    };
}
