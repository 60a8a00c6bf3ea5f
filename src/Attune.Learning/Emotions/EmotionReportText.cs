using System.Globalization;
using Attune.Learning.Statistics;

namespace Attune.Learning.Emotions;

/// <summary>Writes a measurement as a table for people.</summary>
public static class EmotionReportText
{
    /// <summary>A line per figure.</summary>
    /// <param name="report">What was measured.</param>
    public static string Write(EmotionReport report) => string.Create(CultureInfo.InvariantCulture, $"""
        data      {report.DataName}  sha256 {report.DataSha256}
        model     trained on {report.Model.DataName}  sha256 {report.Model.DataSha256}
        n         {report.Count} texts
        macro-F1  28 labels  {report.MacroF1Of28:F4}  {Write(report.IntervalOf28)}
        macro-F1  Ekman      {report.MacroF1Ekman:F4}  {Write(report.IntervalEkman)}
        macro-F1  sentiment  {report.MacroF1Sentiment:F4}  {Write(report.IntervalSentiment)}
        ECE       28 labels  {report.CalibrationError:F4}  {Write(report.IntervalCalibrationError)}
        p99       {report.P99Ms:F3} ms per text
        chips     of {report.Chips.Texts} texts {report.Chips.Shown} shown, {report.Chips.Right} of them right
        """);

    private static string Write(Interval interval) =>
        string.Create(CultureInfo.InvariantCulture, $"95 % [{interval.Low:F4}, {interval.High:F4}]");
}
