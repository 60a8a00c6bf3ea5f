using System.Globalization;
using Attune.Companion.Retrieval;
using Attune.Learning.Statistics;

namespace Attune.Server.Verbs.Bench;

/// <summary>How well the guide's search finds the right paragraph.</summary>
internal static class RetrievalBench
{
    private static readonly Target Hit5 = new(0.99);
    private static readonly Target Mrr5 = new(0.963);

    /// <param name="folder">Holds DRCD_test.json or DRCD_dev.json, itself or in its folder drcd.</param>
    public static BenchReport Run(string folder)
    {
        var source = DataSetFolder.Of(folder, DataSetFolder.Drcd, "DRCD_*.json");
        var report = RetrievalMeasurement.Run(source, TimeProvider.System);
        var table = string.Create(CultureInfo.InvariantCulture, $"""
            data      {report.DataName}  sha256 {report.DataSha256}
            n         {report.Questions} questions, {report.Passages} passages
            hit@1     {report.Hit1:F4}
            hit@5     {report.Hit5:F4}  {Write(report.Hit5Interval)}  {Hit5.Say(report.Hit5)}
            MRR@5     {report.Mrr5:F4}  {Write(report.Mrr5Interval)}  {Mrr5.Say(report.Mrr5)}
            p95       {report.P95Ms:F2} ms per search
            """);
        return new BenchReport("retrieval", new BenchData(report.DataName, report.DataSha256, report.Questions), table,
        [
            new BenchMetric("hit1", report.Hit1),
            new BenchMetric("hit5", report.Hit5, report.Hit5Interval),
            new BenchMetric("mrr5", report.Mrr5, report.Mrr5Interval),
            new BenchMetric("p95Ms", report.P95Ms),
        ])
        {
            Holds = report.Hit5 >= Hit5.Gate && report.Mrr5 >= Mrr5.Gate,
        };
    }

    private static string Write(Interval interval) =>
        string.Create(CultureInfo.InvariantCulture, $"95 % [{interval.Low:F4}, {interval.High:F4}]");
}
