using Attune.Learning.Statistics;

namespace Attune.Server.Verbs.Bench;

/// <summary>What a bench has measured.</summary>
/// <param name="Name">The bench.</param>
/// <param name="Data">What it was measured on.</param>
/// <param name="Table">The figures for people.</param>
/// <param name="Metrics">The figures for programs.</param>
internal sealed record BenchReport(string Name, BenchData Data, string Table, IReadOnlyList<BenchMetric> Metrics)
{
    /// <summary>False when something was found that must never be, whatever the figures are.</summary>
    public bool Holds { get; init; } = true;

    /// <summary>What the measured model was made from; null when there is none.</summary>
    public BenchData? TrainedOn { get; init; }

    /// <summary>What else was measured on.</summary>
    public IReadOnlyList<BenchData> MoreData { get; init; } = [];
}

/// <summary>Data that a figure rests on.</summary>
/// <param name="Name">The file, or <c>synthetic</c> for data that the bench makes from a seed.</param>
/// <param name="Sha256">SHA-256 of its bytes, lower-case hexadecimal.</param>
/// <param name="Count">Items in it.</param>
internal sealed record BenchData(string Name, string Sha256, int Count);

/// <summary>One figure.</summary>
/// <param name="Name">Its name, with the unit at the end where it has one.</param>
/// <param name="Value">Rates are fractions from 0 to 1.</param>
/// <param name="Interval">Its 95 % interval; null when none can be given.</param>
internal sealed record BenchMetric(string Name, double Value, Interval? Interval = null);
