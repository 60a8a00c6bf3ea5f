using System.Globalization;
using Attune.Server.Verbs.Bench.Conversations;

namespace Attune.Server.Verbs.Bench.Guide;

/// <summary>Counts and writes what the load has shown, gate by gate.</summary>
internal static class GuideReport
{
    private const double MostOverheadMs = 20;
    private const double MostP95Ms = 3_000;
    private const double MostP99Ms = 5_000;
    private const double MostErrors = 0.001;
    private const double MostTimeOuts = 0.05;
    private const double LeastParallel = 0.95;

    /// <summary>The thread pool keeps a few threads more or less from one moment to the next.</summary>
    private const int MostThreadsMore = 8;
    private const double MostMemoryFactor = 1.25;

    private const string DataName = "own museum texts, synthetic";
    private const string TimedOut = "describer_timed_out";
    private const string Described = "from_describer";

    /// <summary>The pool holds one description that is empty: the describer answered, there was only nothing to see.</summary>
    private const string NothingSeen = "describer_empty";

    /// <exception cref="InvalidDataException">No answer came at all.</exception>
    public static BenchReport Of(GuidePlan plan, GuideMeasurement measured)
    {
        var whole = measured.Single.Where(one => one.IsWhole).ToList();
        if (whole.Count == 0)
            throw new InvalidDataException("No whole answer came.");
        var all = measured.Crowds.Values.SelectMany(samples => samples).Concat(measured.Single).ToList();
        var gates = new GuideGates();
        gates.AtMost("total minus slower part, p95, ms", At("overheadP95Ms", 95, whole, one => one.OverheadMs), MostOverheadMs);
        gates.Note(At("singleP50Ms", 50, whole, one => one.TotalMs));
        foreach (var (crowd, samples) in measured.Crowds)
        {
            gates.AtMost($"{crowd} at once, whole answer p95, ms",
                At($"crowd{crowd}P95Ms", 95, samples, one => one.TotalMs), MostP95Ms);
            gates.AtMost($"{crowd} at once, whole answer p99, ms",
                At($"crowd{crowd}P99Ms", 99, samples, one => one.TotalMs), MostP99Ms);
            gates.Note(At($"crowd{crowd}P50Ms", 50, samples, one => one.TotalMs));
            gates.Note(At($"crowd{crowd}FirstP95Ms", 95, samples, one => one.FirstMs));
        }

        gates.AtMost("share of answers that failed", new BenchMetric("errorRate", Share(all, one => !one.IsWhole)), MostErrors);
        gates.AtMost("share of descriptions that timed out",
            new BenchMetric("timeOutRate", Share(all, one => one.Why == TimedOut)), MostTimeOuts);
        gates.AtLeast("share of visits with both parts",
            new BenchMetric("parallelRate", Share(all, one => one.IsWhole && one.Why is Described or NothingSeen)),
            LeastParallel);
        gates.AtMost("threads more than before",
            new BenchMetric("threadGrowth", measured.After.Threads - measured.Before.Threads), MostThreadsMore);
        gates.AtMost("memory against before, times",
            new BenchMetric("memoryFactor", measured.After.Megabytes / measured.Before.Megabytes), MostMemoryFactor);
        var (sequential, parallel) = (
            measured.WithModel.Average(one => one.SequentialMs), measured.WithModel.Average(one => one.TotalMs));
        gates.Note(new BenchMetric("sequentialMs", sequential));
        gates.Note(new BenchMetric("parallelMs", parallel));
        gates.Note(new BenchMetric("rssAfterMb", measured.After.Megabytes));
        gates.Note(new BenchMetric("threadsAfter", measured.After.Threads));
        var crowds = string.Join(", ", GuidePlan.Crowds);
        var (before, after) = (measured.Before, measured.After);
        var table = string.Create(CultureInfo.InvariantCulture, $"""
            data      {DataName}  sha256 {GuideTexts.Fingerprint}
            load      {plan.Visitors} visitors one by one
                      {plan.Waves} waves of {crowds} at once, describer {plan.DelayMilliseconds} ms
            server    {before.Threads} threads and {before.Megabytes:F0} MB before
                      {after.Threads} threads and {after.Megabytes:F0} MB after
            {gates.Lines}model     {sequential:F0} ms one part after the other, {parallel:F0} ms in parallel
            saved     {(sequential - parallel) / sequential:P0} with a model twice as slow as the describer
            """);
        return new BenchReport("guide", new BenchData(DataName, GuideTexts.Fingerprint, all.Count), table, gates.Metrics)
        {
            Holds = gates.Hold,
        };
    }

    private static BenchMetric At(
        string name, double percent, IReadOnlyList<GuideSample> samples, Func<GuideSample, double> of)
    {
        var (value, interval) = Percentile.Of([.. samples.Select(of).Order()], percent);
        return new BenchMetric(name, value, interval);
    }

    private static double Share(List<GuideSample> samples, Func<GuideSample, bool> of) =>
        samples.Count(of) / (double)samples.Count;
}
