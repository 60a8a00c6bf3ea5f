using Attune.Language.Tones;
using Attune.Learning.Statistics;

namespace Attune.Server.Verbs.Bench.Tones;

/// <summary>
/// How well the tone is chosen and kept, on the half of the gold sets that the rules were not made on, and what that costs an
/// answer. What waiting for a description costs beside the answer is measured with the guide, not here.
/// </summary>
internal static class ToneBench
{
    private const int Resamples = 1_000;

    public static readonly string[] Languages = ["en", "zh-TW"];

    /// <param name="folder">Holds descriptions.tsv and answers.tsv; null for those that the program carries.</param>
    /// <param name="clock">Times the rewriting.</param>
    public static BenchReport Run(string? folder, TimeProvider clock)
    {
        var gold = ToneGold.Load(folder);
        var figures = Measure(gold, clock);
        var metrics = new List<BenchMetric>
        {
            new("macroF1", figures.Held.MacroF1, figures.Held.Interval),
            new("ece", figures.Held.CalibrationError),
            new("factPreservation", figures.FactPreservation),
            new("targetHitRate", figures.Rewriting.Min(item => item.HitRate)),
            new("simplifiedCharacters", figures.Rewriting.Sum(item => item.SimplifiedCharacters)),
            new("overheadP95Ms", figures.Times.P95Ms, figures.Times.P95Interval),
            new("overheadP50Ms", figures.Times.MedianMs),
            new("rewriteP95Ms", figures.Times.SayingP95Ms),
        };
        metrics.AddRange(figures.HeldByLanguage.Select((item, index) =>
            new BenchMetric($"macroF1_{Languages[index]}", item.MacroF1, item.Interval)));
        metrics.AddRange(figures.Rewriting.Select(item =>
            new BenchMetric($"targetHitRate_{item.Tone.WireName}_{item.Language}", item.HitRate, IntervalOf(item.Outcomes))));
        return new BenchReport("tone",
            new BenchData(ToneGold.DescriptionsFile, gold.DescriptionsSha256, gold.Descriptions.Count),
            ToneReportText.Write(gold, figures), metrics)
        {
            MoreData = [new BenchData(ToneGold.AnswersFile, gold.AnswersSha256, gold.Answers.Count)],
            Holds = figures.Gates.All(gate => gate.Holds),
        };
    }

    /// <summary>The 95 % interval of a share.</summary>
    public static Interval IntervalOf(IReadOnlyList<bool> outcomes) =>
        Share(Bootstrap.Of(outcomes.Count, Resamples, drawn => drawn.Count(index => outcomes[index]) / (double)drawn.Count));

    /// <summary>An interval of a share ends at 0 and 1.</summary>
    public static Interval Share(Interval interval) => new(Math.Max(0, interval.Low), Math.Min(1, interval.High));

    private static ToneFigures Measure(ToneGold gold, TimeProvider clock)
    {
        var held = gold.Descriptions.Where(item => item.IsHeld).ToList();
        var answers = gold.Answers.Where(item => item.IsHeld).ToList();
        var rewriting = Languages.SelectMany(language => Enum.GetValues<Tone>()
            .Select(tone => RewritingFigures.Of(tone, language, answers))).ToList();
        var (planted, found) = PlantedFaults.Count(gold.Answers);
        return new ToneFigures(
            SelectionFigures.Of(held), SelectionFigures.Of([.. gold.Descriptions.Where(item => !item.IsHeld)]),
            [.. Languages.Select(language => SelectionFigures.Of([.. held.Where(item => item.Language == language)]))],
            rewriting, planted, found, ToneTimes.Measure(held, answers, clock));
    }
}
