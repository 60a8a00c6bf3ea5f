using System.Globalization;
using System.Text;
using Attune.Language.Crisis;

namespace Attune.Server.Verbs.Bench.Crisis;

/// <summary>How well the crisis rule works on the project's own sentences; the half kept from the rules counts.</summary>
internal static class CrisisBench
{
    private const double RecallGate = 0.98;
    private const double PrecisionGate = 0.80;

    private static readonly (string Tag, string Suffix)[] Languages = [("en", "En"), ("zh-Hant", "Zh")];

    public static BenchReport Run()
    {
        var sentences = CrisisSentences.Load();
        var table = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"""
            data       {CrisisSentences.FileName}  sha256 {sentences.Sha256}
            n          {sentences.All.Count} sentences of this project's own gold set

            half       language       n   recall   95 %              precision   95 %

            """));
        var metrics = new List<BenchMetric>();
        foreach (var (half, name) in ((bool?, string)[])[(true, "held"), (false, "rules"), (null, "all")])
        {
            foreach (var (tag, suffix) in Languages)
            {
                var figures = CrisisFigures.Of(
                    sentences.All.Where(sentence => sentence.Language == tag && (half is null || sentence.IsHeld == half)),
                    Alarms);
                table.AppendLine(Line(name, tag, figures));
                metrics.Add(new BenchMetric(NameOf("recall", name, suffix), figures.Recall, figures.RecallInterval));
                metrics.Add(new BenchMetric(NameOf("precision", name, suffix), figures.Precision, figures.PrecisionInterval));
            }
        }

        // Each language has to reach the gates for itself; both together are told as well.
        var gated = metrics.Take(2 * Languages.Length).ToList();
        var held = CrisisFigures.Of(sentences.All.Where(sentence => sentence.IsHeld), Alarms);
        table.AppendLine(Line("held", "both", held));
        table.AppendLine().AppendJoin(Environment.NewLine, gated.Select(Verdict));
        metrics.Add(new BenchMetric("recall", held.Recall, held.RecallInterval));
        metrics.Add(new BenchMetric("precision", held.Precision, held.PrecisionInterval));
        return new BenchReport("crisis", new BenchData(CrisisSentences.FileName, sentences.Sha256, sentences.All.Count),
            table.ToString(), metrics)
        {
            Holds = gated.TrueForAll(IsReached),
        };
    }

    private static bool Alarms(string text) => CrisisReader.Read(text) is not null;

    /// <summary>The held half has the plain name, since its figure is the one to quote.</summary>
    private static string NameOf(string figure, string half, string suffix) => half switch
    {
        "held" => $"{figure}{suffix}",
        "rules" => $"{figure}{suffix}RulesHalf",
        _ => $"{figure}{suffix}All",
    };

    private static string Line(string half, string tag, CrisisFigures figures) => string.Create(CultureInfo.InvariantCulture,
        $"{half,-10} {tag,-10} {figures.Count,5}   {figures.Recall:F4}   [{figures.RecallInterval.Low:F4}, "
        + $"{figures.RecallInterval.High:F4}]  {figures.Precision:F4}      [{figures.PrecisionInterval.Low:F4}, "
        + $"{figures.PrecisionInterval.High:F4}]");

    private static double GateOf(BenchMetric metric) =>
        metric.Name.StartsWith("recall", StringComparison.Ordinal) ? RecallGate : PrecisionGate;

    private static bool IsReached(BenchMetric metric) => metric.Value >= GateOf(metric);

    private static string Verdict(BenchMetric metric) => string.Create(CultureInfo.InvariantCulture,
        $"gate       {metric.Name} >= {GateOf(metric):F2}: {(IsReached(metric) ? "met" : "MISSED")} ({metric.Value:F4})");
}
