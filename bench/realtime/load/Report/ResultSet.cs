using RealtimeLoad.Scenarios;

namespace RealtimeLoad.Report;

/// <summary>All runs, and what can be said of them.</summary>
internal sealed class ResultSet(IReadOnlyList<RunRecord> runs)
{
    public IReadOnlyList<RunRecord> Runs { get; } = runs;

    /// <summary>A value of every run of a server in a scenario that told it, by round.</summary>
    public IReadOnlyDictionary<int, double> ValuesOf(string scenario, string system, string value) => Runs
        .Where(run => run.Scenario == scenario && run.System == system && run.Values.ContainsKey(value)
            && double.IsFinite(run.Values[value]))
        .ToDictionary(run => run.Round, run => run.Values[value]);

    public double? MedianOf(string scenario, string system, string value)
    {
        var values = ValuesOf(scenario, system, value);
        return values.Count == 0 ? null : Statistics.Median([.. values.Values]);
    }

    /// <summary>The worst of all runs: a fault in one of them is a fault.</summary>
    public Faulty FaultsOf(string scenario, string system) => new(
        Worst(scenario, system, RunValues.Lost),
        Worst(scenario, system, RunValues.Duplicated),
        Worst(scenario, system, RunValues.Reordered));

    /// <summary>Ratios of two servers' values, each within one round: disturbances last longer than a round.</summary>
    public IReadOnlyList<double> RatiosOf(string scenario, string system, string other, string value)
    {
        var below = ValuesOf(scenario, other, value);
        return [.. ValuesOf(scenario, system, value).Where(run => below.ContainsKey(run.Key))
            .Select(run => run.Value / below[run.Key])];
    }

    private double Worst(string scenario, string system, string value) =>
        ValuesOf(scenario, system, value).Values.DefaultIfEmpty(0).Max();

    /// <summary>Messages lost, duplicated and reordered in the worst run.</summary>
    internal sealed record Faulty(double Lost, double Duplicated, double Reordered)
    {
        public bool IsClean => Lost + Duplicated + Reordered == 0;

        public override string ToString() => $"{Lost:0}/{Duplicated:0}/{Reordered:0}";
    }
}
