using Attune.Server.Verbs.Bench;
using Attune.Server.Verbs.Bench.Guide;
using Attune.Server.Verbs.Processes;
using Attune.TestKit.Proofs;
using Attune.TestKit.Servers;

namespace Attune.Server.Tests.Bench;

/// <summary>The load on the guide, small and on the real program, and what its report says of planted faults.</summary>
public sealed class GuideBenchTests
{
    private static readonly GuideComparison Saving = new([Sample(1_000, 900)], [Sample(1_900, 900)]);
    private static readonly ProcessFigures Process = new(20, 100, TimeSpan.FromSeconds(3));

    [Fact]
    [Proves("E-021", "E-022", "E-023")]
    public async Task Ten_fifty_and_a_hundred_visitors_at_once_are_all_answered()
    {
        var plan = new GuidePlan { Visitors = 20, Waves = 1, DelayMilliseconds = 200 };
        var report = await GuideBench.RunAsync(
            plan, ServerProgram.At(ProgramUnderTest.Path), TimeProvider.System, TestContext.Current.CancellationToken);
        var metrics = report.Metrics.ToDictionary(metric => metric.Name, metric => metric.Value);
        Assert.Equal((0, 220), (metrics["errorRate"], report.Data.Count));
        Assert.InRange(metrics["parallelRate"], 0.95, 1);
        Assert.True(metrics["crowd100P95Ms"] >= metrics["crowd100P50Ms"], report.Table);
        Assert.InRange(metrics["processorShare"], 0.001, 64);
        Assert.True(metrics["sequentialMs"] > 0 && metrics["slowDescriberParallelMs"] > 0, report.Table);
    }

    [Fact]
    public void Good_figures_hold_all_gates()
    {
        var report = Report(Sample(total: 52, description: 50), 100);
        Assert.True(report.Holds, report.Table);
        Assert.Equal(2, report.Metrics.Single(metric => metric.Name == "overheadP95Ms").Value);
        Assert.DoesNotContain("MISSED", report.Table, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("overheadP95Ms", 75, 50, true, "from_describer", 100)]
    [InlineData("crowd50P95Ms", 3_010, 3_009, true, "from_describer", 100)]
    [InlineData("crowd100P99Ms", 5_010, 5_009, true, "from_describer", 100)]
    [InlineData("errorRate", 52, 50, false, "from_describer", 100)]
    [InlineData("timeOutRate", 52, 50, true, "describer_timed_out", 100)]
    [InlineData("parallelRate", 52, 50, true, "describer_unreachable", 100)]
    [InlineData("memoryFactor", 52, 50, true, "from_describer", 130)]
    [InlineData("descriptionP95Ms", 1_110, 1_100, true, "from_describer", 100)]
    [InlineData("singleP95Ms", 120, 119, true, "from_describer", 100)]
    public void A_planted_fault_misses_its_gate(
        string metric, double total, double description, bool isWhole, string why, double megabytes)
    {
        var faulty = Sample(total, description) with { IsWhole = isWhole, Why = why };
        var report = Report(faulty, megabytes);
        Assert.False(report.Holds, $"{metric}\n{report.Table}");
        Assert.Contains("MISSED", report.Table, StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_that_wait_for_each_other_miss_the_gate_of_what_is_saved()
    {
        var report = Report(Sample(52, 50), 100, Saving with { Parallel = Saving.Sequential });
        Assert.False(report.Holds, report.Table);
        Assert.Equal(0, report.Metrics.Single(metric => metric.Name == "slowDescriberSaved").Value);
    }

    [Fact]
    public void A_server_that_keeps_a_processor_busy_misses_its_gate()
    {
        var report = Report(Sample(52, 50), 100, processorSeconds: 6);
        Assert.False(report.Holds, report.Table);
        Assert.Equal(0.6, report.Metrics.Single(metric => metric.Name == "processorShare").Value, 6);
    }

    [Theory]
    [InlineData("--visitors", "0")]
    [InlineData("--waves", "1000")]
    [InlineData("--delay-ms", "a")]
    [InlineData("--waves")]
    [InlineData("--speed", "1")]
    public void Wrong_arguments_are_refused(params string[] arguments) => Assert.Null(GuidePlan.Read(arguments));

    /// <summary>One good visitor among the single ones, so that there is something to report.</summary>
    private static BenchReport Report(
        GuideSample sample, double megabytesAfter, GuideComparison? saved = null, double processorSeconds = 1)
    {
        var many = Enumerable.Repeat(sample, 10).ToList();
        return GuideReport.Of(new GuidePlan(), new GuideMeasurement(
            [.. many, Sample(52, 50)],
            GuidePlan.Crowds.ToDictionary(crowd => crowd, _ => (IReadOnlyList<GuideSample>)many),
            saved ?? Saving, saved ?? Saving, Process,
            Process with { Megabytes = megabytesAfter, Processor = Process.Processor + TimeSpan.FromSeconds(processorSeconds) },
            TimeSpan.FromSeconds(10)));
    }

    private static GuideSample Sample(double total, double description) =>
        new(IsWhole: true, total, total, description, 3, "from_describer");
}
