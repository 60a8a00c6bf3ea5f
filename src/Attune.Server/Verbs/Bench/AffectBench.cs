using System.Globalization;
using Attune.Learning.Affect;
using Attune.Learning.Emotions;
using Attune.Learning.Statistics;

namespace Attune.Server.Verbs.Bench;

/// <summary>How well the shipped weights read valence, arousal and dominance in English.</summary>
internal static class AffectBench
{
    private static readonly (string Metric, string Words, Target? Target)[] Dimensions =
        [("rV", "valence", new(0.55, 0.62)), ("rA", "arousal", new(0.35, 0.42)), ("rD", "dominance", null)];

    /// <param name="folder">Holds a CSV file of EmoBank, itself or in its folder emobank.</param>
    public static BenchReport Run(string folder)
    {
        var source = DataSetFolder.Of(folder, DataSetFolder.EmoBank, "*.csv");
        var texts = EmoBankFiles.Read(source, "test", "dev");
        var report = AffectMeasurement.Run(
            texts, AffectModel.LoadShipped(), EmotionClassifier.LoadShipped(), TimeProvider.System);
        var lines = Dimensions.Select((dimension, i) => string.Create(CultureInfo.InvariantCulture,
            $"r         {dimension.Words,-10} {report.Correlations[i]:F4}  95 % [{report.Intervals[i].Low:F4}, "
            + $"{report.Intervals[i].High:F4}]  {dimension.Target?.Say(report.Correlations[i])}"));
        var table = string.Create(CultureInfo.InvariantCulture, $"""
            data      {report.DataName}  sha256 {report.DataSha256}
            model     trained on {report.Model.DataName}  sha256 {report.Model.DataSha256}
            n         {report.Count} texts
            {string.Join('\n', lines)}
            time      {report.Times}; the emotions included
            """);
        return new BenchReport("vad", new BenchData(report.DataName, report.DataSha256, report.Count), table,
            [
                .. Dimensions.Select((dimension, i) =>
                    new BenchMetric(dimension.Metric, report.Correlations[i], report.Intervals[i])),
                new BenchMetric("p50Ms", report.Times.MedianMs),
                new BenchMetric("p99Ms", report.Times.P99Ms),
                new BenchMetric("p99FastestMs", report.Times.FastestP99Ms),
            ])
        {
            TrainedOn = new BenchData(report.Model.DataName, report.Model.DataSha256, report.Model.Examples),
        };
    }
}
