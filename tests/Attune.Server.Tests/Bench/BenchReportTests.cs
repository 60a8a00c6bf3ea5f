using System.Text.Json;
using Attune.Learning.Statistics;
using Attune.Server.Verbs.Bench;
using Attune.Server.Verbs.Bench.Conversations;

namespace Attune.Server.Tests.Bench;

/// <summary>The one form of all benches, and the figures in it.</summary>
public sealed class BenchReportTests
{
    [Fact]
    public void A_report_is_one_line_with_name_data_metrics_and_intervals()
    {
        var report = new BenchReport("demo", new BenchData("a.tsv", "ff", 7), "table",
            [new BenchMetric("rate", 0.5, new Interval(0.25, 0.75)), new BenchMetric("count", 3)]);
        Assert.Equal(
            """{"name":"demo","commit":"abc","machine":"m","data":{"name":"a.tsv","sha256":"ff","n":7}"""
            + ""","metrics":{"rate":0.5,"count":3},"intervals":{"rate":[0.25,0.75]}}""",
            BenchReportJson.Write(report, "abc", "m"));
        using var json = JsonDocument.Parse(
            BenchReportJson.Write(report with { TrainedOn = new BenchData("train.tsv", "ee", 9) }, "abc", "m"));
        Assert.Equal("train.tsv", json.RootElement.GetProperty("model").GetProperty("trainedOn").GetString());
    }

    [Fact]
    public void A_percentile_is_the_nearest_rank_and_lies_in_its_interval()
    {
        double[] values = [.. Enumerable.Range(1, 1000)];
        var (p95, interval) = Percentile.Of(values, 95);
        Assert.Equal(950, p95);
        // 950 less and more 1.96 standard deviations of the number of values below it: 13.5.
        Assert.Equal((937, 964), (interval.Low, interval.High));
        Assert.Equal((7, new Interval(7, 7)), Percentile.Of([7], 99));
        Assert.Equal(1, Percentile.Of([1, 2, 3], 1).Value);
        Assert.Equal(3, Percentile.Of([1, 2, 3], 100).Value);
    }
}
