using Attune.Learning.Emotions;

namespace Attune.Server.Verbs.Bench;

/// <summary>How well the shipped weights read emotions in English.</summary>
internal static class EmotionBench
{
    /// <param name="folder">Holds labels.txt and test.tsv or dev.tsv of GoEmotions, itself or in its folder goemotions.</param>
    public static BenchReport Run(string folder)
    {
        var source = DataSetFolder.Of(folder, DataSetFolder.GoEmotions, "*.tsv");
        var report = EmotionMeasurement.Run(source, EmotionClassifier.LoadShipped(), TimeProvider.System);
        return new BenchReport(
            "emotion", new BenchData(report.DataName, report.DataSha256, report.Count), EmotionReportText.Write(report),
            [
                new BenchMetric("macroF1_28", report.MacroF1Of28, report.IntervalOf28),
                new BenchMetric("macroF1_ekman", report.MacroF1Ekman, report.IntervalEkman),
                new BenchMetric("macroF1_sentiment", report.MacroF1Sentiment, report.IntervalSentiment),
                new BenchMetric("ece", report.CalibrationError, report.IntervalCalibrationError),
                new BenchMetric("p50Ms", report.Times.MedianMs),
                new BenchMetric("p99Ms", report.Times.P99Ms),
                new BenchMetric("p99FastestMs", report.Times.FastestP99Ms),
                new BenchMetric("chipTexts", report.Chips.Texts),
                new BenchMetric("chipsShown", report.Chips.Shown),
                new BenchMetric("chipsRight", report.Chips.Right),
            ])
        {
            TrainedOn = new BenchData(report.Model.DataName, report.Model.DataSha256, report.Model.Examples),
        };
    }
}
