using Attune.Server.Verbs.Bench.Crisis;

namespace Attune.Server.Tests.Bench.Crisis;

public sealed class CrisisBenchTests
{
    [Fact]
    public void A_rule_that_always_or_never_alarms_is_caught()
    {
        var sentences = CrisisSentences.Load().All;
        var crises = sentences.Count(sentence => sentence.IsCrisis);
        var always = CrisisFigures.Of(sentences, _ => true);
        Assert.Equal((1.0, crises / (double)sentences.Count), (always.Recall, always.Precision));
        var never = CrisisFigures.Of(sentences, _ => false);
        Assert.Equal((0.0, 0.0, crises), (never.Recall, never.Precision, never.Missed));
        var liar = sentences.ToDictionary(sentence => sentence.Text, sentence => !sentence.IsCrisis);
        Assert.Equal((0.0, 0.0), (CrisisFigures.Of(sentences, text => liar[text]).Recall,
            CrisisFigures.Of(sentences, text => liar[text]).Precision));
    }

    [Fact]
    public void An_interval_holds_its_share_and_is_wide_for_few_sentences()
    {
        var few = new CrisisFigures(Found: 9, Missed: 1, False: 0, Quiet: 5);
        Assert.InRange(few.Recall, few.RecallInterval.Low, few.RecallInterval.High);
        // Published in every table of Wilson intervals: 9 of 10.
        Assert.Equal((0.5958, 0.9821), (Math.Round(few.RecallInterval.Low, 4), Math.Round(few.RecallInterval.High, 4)));
        Assert.Equal(1, few.PrecisionInterval.High, 12);
    }

    [Fact]
    public void The_report_names_its_data_its_halves_and_each_gate()
    {
        var report = CrisisBench.Run();
        Assert.Contains(CrisisSentences.Load().Sha256, report.Table, StringComparison.Ordinal);
        Assert.Equal(
            ["recallEn", "precisionEn", "recallZh", "precisionZh"], report.Metrics.Take(4).Select(metric => metric.Name));
        Assert.Equal(["recall", "precision"], report.Metrics.Skip(12).Select(metric => metric.Name));
        Assert.Equal(!report.Table.Contains("MISSED", StringComparison.Ordinal), report.Holds);
        foreach (var metric in report.Metrics.Take(4))
        {
            var isMet = metric.Value >= (metric.Name.StartsWith("recall", StringComparison.Ordinal) ? 0.98 : 0.80);
            var line = report.Table.Split('\n').Single(line => line.Contains($"{metric.Name} >=", StringComparison.Ordinal));
            Assert.Contains(isMet ? ": met" : ": MISSED", line, StringComparison.Ordinal);
        }

        Assert.All(report.Metrics, metric => Assert.InRange(metric.Value, 0.9, 1));
    }
}
