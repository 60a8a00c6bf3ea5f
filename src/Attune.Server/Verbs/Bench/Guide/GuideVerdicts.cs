using Attune.Server.Verbs.Bench.Conversations;

namespace Attune.Server.Verbs.Bench.Guide;

/// <summary>Holds what the load has shown against what the museum's brief asks for (<c>E-…</c> of the checklist).</summary>
internal static class GuideVerdicts
{
    /// <summary>Above the 30 ms of the quick describer: what a visitor waits for on an idle machine.</summary>
    private const double MostSingleMs = 100;
    private const double MostOverheadMs = 20;
    private const double MostP95Ms = 3_000;
    private const double MostP99Ms = 5_000;
    private const double MostDescriptionMs = 1_000;
    private const double MostErrors = 0.001;
    private const double MostTimeOuts = 0.05;
    private const double LeastParallel = 0.95;

    /// <summary>What the brief's own example of a slow describer saves.</summary>
    private const double LeastSaved = 0.25;

    /// <summary>The thread pool keeps a few threads more or less from one moment to the next.</summary>
    private const int MostThreadsMore = 8;
    private const double MostMemoryFactor = 1.25;
    private const double MostProcessorShare = 0.5;

    private const string TimedOut = "describer_timed_out";
    private const string Described = "from_describer";

    /// <summary>The pool holds one description that is empty: the describer answered, there was only nothing to see.</summary>
    private const string NothingSeen = "describer_empty";

    /// <exception cref="InvalidDataException">No answer came at all.</exception>
    public static GuideGates Of(GuideMeasurement measured)
    {
        var whole = measured.Single.Where(one => one.IsWhole).ToList();
        if (whole.Count == 0)
            throw new InvalidDataException("No whole answer came.");
        var gates = new GuideGates();
        gates.AtMost("one visitor after the other, whole answer p95, ms", At("singleP95Ms", 95, whole, Total), MostSingleMs,
            proves: ["E-015", "E-158"]);
        gates.Note(At("singleP50Ms", 50, whole, Total));
        gates.AtMost("total minus slower part, p95, ms",
            At("overheadP95Ms", 95, whole, one => one.OverheadMs), MostOverheadMs);
        JudgeCrowds(gates, measured);
        JudgeFailures(gates, measured);
        JudgeSavings(gates, measured);
        JudgeProcess(gates, measured);
        return gates;
    }

    private static void JudgeCrowds(GuideGates gates, GuideMeasurement measured)
    {
        foreach (var (crowd, samples) in measured.Crowds)
        {
            gates.AtMost($"{crowd} at once, whole answer p95, ms", At($"crowd{crowd}P95Ms", 95, samples, Total), MostP95Ms);
            gates.AtMost($"{crowd} at once, whole answer p99, ms", At($"crowd{crowd}P99Ms", 99, samples, Total), MostP99Ms);
            gates.Note(At($"crowd{crowd}P50Ms", 50, samples, Total));
            gates.Note(At($"crowd{crowd}FirstP95Ms", 95, samples, one => one.FirstMs));
        }

        gates.AtMost("all crowds, whole answer p95, ms", At("crowdP95Ms", 95, measured.InCrowds, Total), MostP95Ms,
            proves: ["E-159", "E-187", "E-216"]);
        gates.AtMost("all crowds, whole answer p99, ms", At("crowdP99Ms", 99, measured.InCrowds, Total), MostP99Ms,
            proves: ["E-188"]);
        gates.AtMost("share of a crowd's answers that failed", Share("crowdErrorRate", measured.InCrowds, one => !one.IsWhole),
            MostErrors, proves: ["E-020"]);
        gates.AtMost("the stand-in's description, p95, ms",
            At("descriptionP95Ms", 95, measured.InCrowds, one => one.DescriptionMs), MostDescriptionMs,
            proves: ["E-067", "E-068"]);
        gates.AtMost("100 descriptions of the stand-in at once, p95, ms",
            At("description100P95Ms", 95, measured.Crowds[GuidePlan.Crowds[^1]], one => one.DescriptionMs), MostDescriptionMs,
            proves: ["E-069"]);
    }

    private static void JudgeFailures(GuideGates gates, GuideMeasurement measured)
    {
        var described = measured.Single.Concat(measured.InCrowds).ToList();
        gates.AtMost("share of answers that failed", Share("errorRate", measured.All, one => !one.IsWhole), MostErrors,
            proves: ["E-189", "E-215"]);
        gates.AtMost("share of descriptions that timed out", Share("timeOutRate", described, one => one.Why == TimedOut),
            MostTimeOuts, proves: ["E-190"]);
        gates.AtLeast("share of visits with both parts",
            Share("parallelRate", described, one => one.IsWhole && one.Why is Described or NothingSeen), LeastParallel,
            proves: ["E-191"]);
    }

    private static void JudgeSavings(GuideGates gates, GuideMeasurement measured)
    {
        gates.AtLeast("saved by asking in parallel, model twice as slow", new BenchMetric("saved", measured.WithModel.Saved),
            LeastSaved, proves: ["E-016", "E-019"]);
        gates.Note(new BenchMetric("sequentialMs", measured.WithModel.SequentialMs));
        gates.Note(new BenchMetric("parallelMs", measured.WithModel.ParallelMs));
        gates.AtLeast("saved by asking in parallel, describer slower",
            new BenchMetric("slowDescriberSaved", measured.WithSlowDescriber.Saved), LeastSaved, proves: ["E-017"]);
        gates.Note(new BenchMetric("slowDescriberSequentialMs", measured.WithSlowDescriber.SequentialMs));
        gates.Note(new BenchMetric("slowDescriberParallelMs", measured.WithSlowDescriber.ParallelMs));
    }

    private static void JudgeProcess(GuideGates gates, GuideMeasurement measured)
    {
        gates.AtMost("threads more than before",
            new BenchMetric("threadGrowth", measured.After.Threads - measured.Before.Threads), MostThreadsMore,
            proves: ["E-027"]);
        gates.AtMost("memory against before, times",
            new BenchMetric("memoryFactor", measured.After.Megabytes / measured.Before.Megabytes), MostMemoryFactor,
            proves: ["E-024", "E-026"]);
        gates.AtMost("share of one processor while crowds ask",
            new BenchMetric("processorShare", measured.ProcessorShare), MostProcessorShare, proves: ["E-025"]);
        gates.Note(new BenchMetric("rssAfterMb", measured.After.Megabytes));
        gates.Note(new BenchMetric("threadsAfter", measured.After.Threads));
    }

    private static double Total(GuideSample one) => one.TotalMs;

    private static BenchMetric At(
        string name, double percent, IReadOnlyList<GuideSample> samples, Func<GuideSample, double> of)
    {
        var (value, interval) = Percentile.Of([.. samples.Select(of).Order()], percent);
        return new BenchMetric(name, value, interval);
    }

    private static BenchMetric Share(string name, IReadOnlyList<GuideSample> samples, Func<GuideSample, bool> of) =>
        new(name, samples.Count(of) / (double)samples.Count);
}
