using System.Globalization;

namespace Attune.Server.Verbs.Bench.Guide;

/// <summary>Writes what the load has shown.</summary>
internal static class GuideReport
{
    private const string DataName = "own museum texts, synthetic";

    /// <exception cref="InvalidDataException">No answer came at all.</exception>
    public static BenchReport Of(GuidePlan plan, GuideMeasurement measured)
    {
        var gates = GuideVerdicts.Of(measured);
        var crowds = string.Join(", ", GuidePlan.Crowds);
        var (before, after, model, slow) = (measured.Before, measured.After, measured.WithModel, measured.WithSlowDescriber);
        var table = string.Create(CultureInfo.InvariantCulture, $"""
            data      {DataName}  sha256 {GuideTexts.Fingerprint}
            load      {plan.Visitors} visitors one by one, describer {GuidePlan.QuickDescriber.TotalMilliseconds:F0} ms
                      {plan.Waves} waves of {crowds} at once, describer {plan.Describer.TotalMilliseconds:F0} ms
            server    {before.Threads} threads and {before.Megabytes:F0} MB before
                      {after.Threads} threads and {after.Megabytes:F0} MB after
            {gates.Lines}model     describer {plan.Describer.TotalMilliseconds:F0} ms, model {plan.Model.TotalMilliseconds:F0} ms
                      {model.SequentialMs:F0} ms one part after the other, {model.ParallelMs:F0} ms in parallel
            slow      describer {plan.SlowDescriber.TotalMilliseconds:F0} ms, model {plan.QuickModel.TotalMilliseconds:F0} ms
                      {slow.SequentialMs:F0} ms one part after the other, {slow.ParallelMs:F0} ms in parallel
            """);
        return new BenchReport(
            "guide", new BenchData(DataName, GuideTexts.Fingerprint, measured.All.Count), table, gates.Metrics)
        {
            Holds = gates.Hold,
        };
    }
}
