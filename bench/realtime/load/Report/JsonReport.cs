using System.Text.Json.Nodes;
using RealtimeLoad.Scenarios;
using RealtimeLoad.Systems;

namespace RealtimeLoad.Report;

/// <summary>The report as one line of JSON.</summary>
internal static class JsonReport
{
    public static string Write(
        ResultSet results, IReadOnlyList<Verdict> verdicts, IReadOnlyList<Scenario> scenarios,
        IReadOnlyList<ServerKind> systems, Machine machine, BenchOptions options)
    {
        var report = new JsonObject
        {
            ["name"] = "realtime",
            ["commit"] = machine.Commit,
            ["machine"] = machine.Description,
            ["load"] = new JsonArray(machine.Load, Machine.LoadNow()),
            ["data"] = new JsonObject
            {
                ["name"] = options.IsFull ? "generated messages, full runs" : "generated messages, short runs",
                ["n"] = options.Rounds,
            },
            ["systems"] = Object(systems, system => system.Name, system => Summary(results, system)),
            ["scenarios"] = Object(results.Runs.Select(run => run.Scenario).Distinct(), letter => letter,
                letter => Object(systems, system => system.Name, system => Medians(results, letter, system.Name))),
            ["notes"] = Object(scenarios.Where(scenario => scenario.Notes(options).Count > 0), scenario => scenario.Letter,
                scenario => JsonValue.Create(string.Join(' ', scenario.Notes(options)))),
            ["metrics"] = Object(verdicts, verdict => NameOf(verdict), verdict => Number(verdict.Median)),
            ["intervals"] = Object(verdicts, verdict => NameOf(verdict), verdict =>
            {
                var (low, high) = Statistics.Interval(verdict.Rounds);
                return new JsonArray(Number(low), Number(high));
            }),
            ["verdicts"] = Object(verdicts, verdict => $"{(verdict.IsGate ? "gate" : "goal")}: {verdict.Claim}",
                verdict => JsonValue.Create(verdict.Holds)),
            ["checklist"] = Checklist(verdicts),
        };
        return report.ToJsonString();
    }

    /// <summary>CPU of saturation, latency over many topics, memory of idle connections, faults of all runs.</summary>
    private static JsonObject Summary(ResultSet results, ServerKind system)
    {
        JsonNode? Median(string scenario, string value) => Number(results.MedianOf(scenario, system.Name, value));
        double Sum(string value) => results.Runs.Where(run => run.System == system.Name)
            .Sum(run => run.Values.GetValueOrDefault(value));
        return new JsonObject
        {
            ["description"] = system.Description,
            [RunValues.CpuSecondsPerMillion] = Median("S", RunValues.CpuSecondsPerMillion),
            [RunValues.P50Ms] = Median("C", RunValues.P50Ms),
            [RunValues.P99Ms] = Median("C", RunValues.P99Ms),
            [RunValues.ManagedBytesPerConnection] = Median("A", RunValues.ManagedBytesPerConnection),
            [RunValues.RssBytesPerConnection] = Median("A", RunValues.RssBytesPerConnection),
            [RunValues.Lost] = Sum(RunValues.Lost),
            [RunValues.Duplicated] = Sum(RunValues.Duplicated),
            [RunValues.Reordered] = Sum(RunValues.Reordered),
            ["failedRuns"] = results.Runs.Count(run => run.System == system.Name && run.Failure is not null),
        };
    }

    private static JsonObject Medians(ResultSet results, string scenario, string system) => Object(
        results.Runs.Where(run => run.Scenario == scenario && run.System == system)
            .SelectMany(run => run.Values.Keys).Distinct(),
        value => value, value => Number(results.MedianOf(scenario, system, value)));

    /// <summary>Each item of the checklist that was decided; several verdicts must all hold.</summary>
    public static JsonObject Checklist(IEnumerable<Verdict> verdicts) => Object(
        verdicts.SelectMany(verdict => (verdict.Proves ?? []).Select(item => (Item: item, verdict.Holds)))
            .GroupBy(pair => pair.Item).OrderBy(group => group.Key, StringComparer.Ordinal),
        group => group.Key, group => JsonValue.Create(group.All(pair => pair.Holds)));

    private static JsonObject Object<T>(IEnumerable<T> items, Func<T, string> name, Func<T, JsonNode?> value) =>
        new(items.Select(item => KeyValuePair.Create(name(item), value(item))));

    /// <summary>A goal on the same number as a gate says the same; its name tells them apart.</summary>
    private static string NameOf(Verdict verdict) => verdict.IsGate ? verdict.Name : $"{verdict.Name}.goal";

    private static JsonValue? Number(double? value) =>
        value is { } number && double.IsFinite(number) ? JsonValue.Create(Math.Round(number, 3)) : null;
}
