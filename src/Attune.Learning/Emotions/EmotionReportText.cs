using System.Globalization;
using Attune.Learning.Statistics;

namespace Attune.Learning.Emotions;

/// <summary>Writes a measurement as a table for people.</summary>
public static class EmotionReportText
{
    private static readonly Target OfLabels = new(0.36, 0.40);
    private static readonly Target OfEkman = new(0.55, 0.58);
    private static readonly Target OfSentiment = new(0.64, 0.67);
    private static readonly Target OfCalibration = new(0.02, IsCeiling: true);
    private static readonly Target OfTime = new(1, IsCeiling: true);

    /// <summary>A line per figure, with what it should reach.</summary>
    /// <param name="report">What was measured.</param>
    public static string Write(EmotionReport report) => string.Create(CultureInfo.InvariantCulture, $"""
        data      {report.DataName}  sha256 {report.DataSha256}
        model     trained on {report.Model.DataName}  sha256 {report.Model.DataSha256}
        n         {report.Count} texts
        macro-F1  28 labels  {Write(report.MacroF1Of28, report.IntervalOf28, OfLabels)}
        macro-F1  Ekman      {Write(report.MacroF1Ekman, report.IntervalEkman, OfEkman)}
        macro-F1  sentiment  {Write(report.MacroF1Sentiment, report.IntervalSentiment, OfSentiment)}
        ECE       28 labels  {Write(report.CalibrationError, report.IntervalCalibrationError, OfCalibration)}
        time      {report.Times}
        p99       {report.Times.P99Ms:F3} ms per text  {OfTime.Say(report.Times.P99Ms)} ms
        chips     of {report.Chips.Texts} texts {report.Chips.Shown} shown, {report.Chips.Right} of them right
        """);

    private static string Write(double figure, Interval interval, Target target) => string.Create(
        CultureInfo.InvariantCulture, $"{figure:F4}  95 % [{interval.Low:F4}, {interval.High:F4}]  {target.Say(figure)}");
}
