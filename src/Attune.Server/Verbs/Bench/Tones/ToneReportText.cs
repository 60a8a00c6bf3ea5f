using System.Globalization;
using System.Text;
using Attune.Language.Tones;
using Attune.Learning.Statistics;

namespace Attune.Server.Verbs.Bench.Tones;

/// <summary>The figures of the tones for people.</summary>
internal static class ToneReportText
{
    public static string Write(ToneGold gold, ToneFigures figures)
    {
        var text = new StringBuilder();
        Line(text, $"data      own gold sets, written for this project by the author of the rules; figures on the held half");
        Line(text, $"          {ToneGold.DescriptionsFile}  sha256 {gold.DescriptionsSha256}");
        Line(text, $"          {ToneGold.AnswersFile}       sha256 {gold.AnswersSha256}");
        Line(text, $"choice    n {figures.Held.Count}  macro-F1 {Of(figures.Held)}  ece {figures.Held.CalibrationError:F3}");
        foreach (var (language, item) in ToneBench.Languages.Zip(figures.HeldByLanguage))
            Line(text, $"          n {item.Count}  macro-F1 {Of(item)}  {language}");
        Line(text, $"          n {figures.Seen.Count}  macro-F1 {Of(figures.Seen)}  the half that the rules were made on");
        Line(text, $"facts     kept by the rules {figures.FactPreservation:P2}");
        Line(text, $"          planted faults found {figures.Found} of {figures.Planted}");
        foreach (var item in figures.Rewriting)
            AppendTarget(text, item);
        var times = figures.Times;
        Line(text, $"time      n {times.Count}  after {times.WarmUp} to warm up  choosing a tone and saying an answer in it:");
        Line(text, $"          median {times.MedianMs:F2} ms  p95 {times.P95Ms:F2} ms  {Of(times.P95Interval)}");
        Line(text, $"          p95 {times.SayingP95Ms:F2} ms for saying alone; waiting for the description: bench guide");
        foreach (var (name, holds) in figures.Gates)
            Line(text, $"gate      {(holds ? "reached" : "MISSED ")}  {name}");
        return text.ToString().TrimEnd();
    }

    private static void AppendTarget(StringBuilder text, RewritingFigures item)
    {
        var interval = ToneBench.IntervalOf(item.Outcomes);
        var grades = item.Grade == 0
            ? ""
            : string.Create(CultureInfo.InvariantCulture,
                $"  mean grade {item.Grade:F1}, without the added lines {item.GradeWithoutFrame:F1}");
        var tone = $"{item.Tone.WireName,-21} {item.Language,-5}";
        Line(text, $"target    {tone}  n {item.Outcomes.Count}  hit {Figure(item.HitRate)}  {Of(interval)}{grades}");
    }

    private static string Of(SelectionFigures item) => $"{Figure(item.MacroF1)}  {Of(item.Interval)}";

    private static string Of(Interval interval) => $"95 % [{Figure(interval.Low)}, {Figure(interval.High)}]";

    private static string Figure(double value) => value.ToString("F4", CultureInfo.InvariantCulture);

    private static void Line(StringBuilder text, FormattableString line) =>
        text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
