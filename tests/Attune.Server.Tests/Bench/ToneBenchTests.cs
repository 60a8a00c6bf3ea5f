using System.Security.Cryptography;
using System.Text;
using Attune.Language.Tones;
using Attune.Server.Verbs.Bench.Tones;
using Attune.TestKit.Folders;
using Attune.TestKit.Proofs;

namespace Attune.Server.Tests.Bench;

/// <summary>The gold sets that the program carries, and the gates on the half that the rules were not made on.</summary>
public sealed class ToneBenchTests
{
    [Fact]
    [Proves("E-044", "E-049")]
    public void Every_gate_is_reached_in_four_tones_and_two_languages()
    {
        var report = ToneBench.Run(null, TimeProvider.System);
        Assert.DoesNotContain("MISSED", report.Table, StringComparison.Ordinal);
        Assert.True(report.Holds);
        Assert.Equal(8, report.Metrics.Count(metric => metric.Name.StartsWith("targetHitRate_", StringComparison.Ordinal)));
        var figures = report.Metrics.ToDictionary(metric => metric.Name, metric => metric.Value);
        Assert.All((string[])["macroF1", "factPreservation", "targetHitRate"], name => Assert.InRange(figures[name], 0.9, 1));
        Assert.InRange(figures["overheadP95Ms"], figures["overheadP50Ms"], double.MaxValue);
        // Saying is a part of what is told as the overhead.
        Assert.InRange(figures["rewriteP95Ms"], double.Epsilon, figures["overheadP95Ms"]);
    }

    [Fact]
    public void The_gold_sets_are_whole_and_their_halves_follow_from_the_ids()
    {
        var gold = ToneGold.Load(null);
        Assert.Equal((480, 200), (gold.Descriptions.Count, gold.Answers.Count));
        foreach (var tone in Enum.GetValues<Tone>())
        {
            foreach (var language in ToneBench.Languages)
                Assert.InRange(gold.Descriptions.Count(item => item.Tone == tone && item.Language == language), 50, 80);
        }

        Assert.All(gold.Descriptions.Select((item, index) => ($"d{index + 1:D3}", item.IsHeld)), IsOfItsHalf);
        Assert.All(gold.Answers.Select((item, index) => ($"a{index + 1:D3}", item.IsHeld)), IsOfItsHalf);

        static void IsOfItsHalf((string Id, bool IsHeld) item) =>
            Assert.Equal(SHA256.HashData(Encoding.UTF8.GetBytes(item.Id))[0] % 2 == 1, item.IsHeld);
    }

    [Fact]
    public void The_check_finds_planted_faults_before_its_verdict_counts()
    {
        var (planted, found) = PlantedFaults.Count(ToneGold.Load(null).Answers);
        Assert.InRange(planted, 500, 2_000);
        Assert.Equal(planted, found);
    }

    [Fact]
    public void A_broken_gold_file_is_refused()
    {
        using var folder = new TempFolder();
        File.WriteAllText(Path.Combine(folder.Path, ToneGold.DescriptionsFile), "head\nd001\ten\tnone\n");
        File.WriteAllText(Path.Combine(folder.Path, ToneGold.AnswersFile), "head\n");
        Assert.Throws<InvalidDataException>(() => ToneGold.Load(folder.Path));
    }
}
