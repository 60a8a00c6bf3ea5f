using System.Globalization;
using System.Text;
using Attune.Learning.Statistics;

namespace Attune.Server.Verbs.Bench.Guide;

/// <summary>Figures held against their gates, as they are written for people.</summary>
internal sealed class GuideGates
{
    private readonly StringBuilder _lines = new();
    private readonly List<BenchMetric> _metrics = [];

    /// <summary>True while no gate was missed.</summary>
    public bool Hold { get; private set; } = true;

    public IReadOnlyList<BenchMetric> Metrics => _metrics;

    /// <summary>One line for each gate.</summary>
    public string Lines => _lines.ToString();

    /// <summary>A figure that must not be larger.</summary>
    /// <param name="what">For people.</param>
    /// <param name="metric">The figure for programs.</param>
    /// <param name="limit">What it must not exceed.</param>
    /// <param name="proves">Items of the checklist that ask for this figure.</param>
    public void AtMost(string what, BenchMetric metric, double limit, IReadOnlyList<string>? proves = null) =>
        Add(what, metric, metric.Value <= limit, $"<= {Write(limit)}", proves);

    /// <summary>A figure that must not be smaller.</summary>
    public void AtLeast(string what, BenchMetric metric, double limit, IReadOnlyList<string>? proves = null) =>
        Add(what, metric, metric.Value >= limit, $">= {Write(limit)}", proves);

    /// <summary>A figure without a gate.</summary>
    public void Note(BenchMetric metric) => _metrics.Add(metric);

    private void Add(string what, BenchMetric metric, bool held, string limit, IReadOnlyList<string>? proves)
    {
        Hold &= held;
        _metrics.Add(metric);
        var verdict = held ? "held  " : "MISSED";
        var items = string.Join(' ', proves ?? []);
        _lines.AppendLine(string.Create(CultureInfo.InvariantCulture,
            $"{verdict}    {what,-52} {metric.Value,9:0.###} {Write(metric.Interval),-18} {limit,-8} {items}")
            .TrimEnd());
    }

    private static string Write(double limit) => limit.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Write(Interval? interval) => interval is { } known
        ? string.Create(CultureInfo.InvariantCulture, $"[{known.Low:0.0}, {known.High:0.0}]")
        : "";
}
