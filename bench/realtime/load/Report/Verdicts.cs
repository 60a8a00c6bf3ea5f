using RealtimeLoad.Scenarios;

namespace RealtimeLoad.Report;

/// <summary>Every claim that the runs at hand can decide.</summary>
internal static class Verdicts
{
    private const double ManagedGateBytes = 8 * 1024;
    private const double ManagedGoalBytes = 4 * 1024;
    private const double PushLimitMs = 100;

    public static IReadOnlyList<Verdict> Of(ResultSet results)
    {
        const string Cpu = RunValues.CpuSecondsPerMillion;
        Verdict[] all =
        [
            Ratio(results, true, "S", "floor", Cpu, 1.2),
            Ratio(results, true, "S", "signalr", Cpu, 0.5),
            Ratio(results, true, "S", "socketio", Cpu, 0.15),
            Ratio(results, false, "S", "floor", Cpu, 1.0),
            Ratio(results, false, "S", "signalr", Cpu, 0.35),
            Ratio(results, false, "S", "socketio", Cpu, 0.1),
            Ratio(results, true, "B", "floor", Cpu, 1.2),
            Ratio(results, true, "B", "floor", RunValues.P99Ms, 1.2),
            Limit(results, true, "C", RunValues.P99Ms, 5, "p99 < 5 ms"),
            Ratio(results, true, "A", "kestrel", RunValues.RssBytesPerConnection, 1),
            Limit(results, true, "A", RunValues.ManagedBytesPerConnection, ManagedGateBytes, "live heap <= 8 KB a connection"),
            Limit(results, false, "A", RunValues.ManagedBytesPerConnection, ManagedGoalBytes, "live heap <= 4 KB a connection"),
            Within(results, "F", "slowGrowth", "RSS growth <= 10 MB above the run without stalls", 10,
                values => values[RunValues.GrowthMb] - values[RunValues.CalmGrowthMb]),
            Within(results, "F", "slowP99", "healthy p99 <= 1.25 x the run without stalls", 1.25,
                values => values[RunValues.P99Ms] / values[RunValues.CalmP99Ms]),
            Limit(results, true, "E", RunValues.ReconnectSeconds, 15, "10,000 connected again <= 15 s after the first try",
                proves: ["D-67"]),
            Limit(results, true, "E", RunValues.CatchUpSeconds, 5, "all caught up < 5 s after the last is connected"),
            Limit(results, true, "E", RunValues.P99Ms, PushLimitMs, "p99 < 100 ms with 10,000 connections, 1 event/s to each",
                proves: ["D-48", "D-69"]),
            Limit(results, false, "E", RunValues.Connected, 15_000, "15,000 connected", isMinimum: true),
            Limit(results, true, "H", RunValues.DeflatesPerEvent, 1, "one deflate an event"),
            Within(results, "H", "bytesShare", "deflated bytes on the wire <= 0.4 x plain", 0.4,
                values => values[RunValues.WireBytesPerDelivery] / values[RunValues.PlainWireBytesPerDelivery],
                proves: ["C-83"]),
            Within(results, "H", "cpuRatio", "CPU a delivery <= 1.2 x plain", 1.2,
                values => values[RunValues.CpuSecondsPerMillion] / values[RunValues.PlainCpuSecondsPerMillion]),
            Limit(results, true, "D", RunValues.FewFirstTokenP99Ms, 5, "first token p99 < 5 ms with 20 streams"),
            Limit(results, true, "D", RunValues.FewStopP99Ms, 50, "stop to producer p99 < 50 ms with 20 streams"),
            Limit(results, false, "D", RunValues.ManyFirstTokenP99Ms, 5, "first token p99 < 5 ms with 200 streams"),
            Limit(results, false, "D", RunValues.ManyStopP99Ms, 50, "stop to producer p99 < 50 ms with 200 streams"),
            .. OfPushing(results),
            new(true, "checker", "Attune loses, doubles and reorders nothing", 0,
                [.. results.Runs.Where(run => run.System == "attune" && run.Failure is null).Select(run =>
                    run.Values[RunValues.Lost] + run.Values[RunValues.Duplicated] + run.Values[RunValues.Reordered])]),
            new(true, "completed", "no run of Attune failed", 0,
                [results.Runs.Count(run => run.System == "attune" && run.Failure is not null)]),
        ];
        return [.. all.Where(verdict => verdict.Rounds.Count > 0)];
    }

    private static Verdict[] OfPushing(ResultSet results) =>
    [
        Limit(results, true, "P", RunValues.LatencyRatio, 365, "p50 of polling every 30 s >= 365 x that of push",
            isMinimum: true),
        Limit(results, true, "P", RunValues.P99Ms, PushLimitMs, "a revenue published over HTTP is there in < 100 ms (p99)",
            proves: ["D-33", "D-39", "D-56"]),
        Limit(results, true, "P", RunValues.HttpP95Ms, 20, "HTTP p95 < 20 ms at 1,000 requests/s"),
        Limit(results, true, "P", RunValues.RequestsRatio, 4, "polling makes >= 4 x the requests (400,000 to 100,000)",
            isMinimum: true, proves: ["D-45"]),
        Limit(results, true, "P", RunValues.PushedRequestsPerSecond, 1_000, "10,000 pushed users make < 1,000 requests/s",
            proves: ["D-76"]),
        Limit(results, true, "P", RunValues.FailedPercent, 0.1, "< 0.1 % of requests and deliveries fail",
            proves: ["D-44", "D-72"]),
        Limit(results, true, "P", RunValues.ServerCpuShare, 0.5, "the server uses < 50 % of one processor", proves: ["D-73"]),
    ];

    private static Verdict Ratio(ResultSet results, bool isGate, string scenario, string other, string value, double limit) =>
        new(isGate, $"{scenario}.{value}.over.{other}", $"{scenario}: {value} <= {limit} x {other}", limit,
            results.RatiosOf(scenario, "attune", other, value));

    private static Verdict Limit(
        ResultSet results, bool isGate, string scenario, string value, double limit, string claim, bool isMinimum = false,
        IReadOnlyList<string>? proves = null) =>
        new(isGate, $"{scenario}.{value}", $"{scenario}: {claim}", limit,
            [.. results.ValuesOf(scenario, "attune", value).Values], isMinimum, proves);

    private static Verdict Within(
        ResultSet results, string scenario, string name, string claim, double limit, Func<RunValues, double> value,
        IReadOnlyList<string>? proves = null) =>
        new(true, $"{scenario}.{name}", $"{scenario}: {claim}", limit,
            [.. results.Runs.Where(run => run is { System: "attune", Failure: null } && run.Scenario == scenario)
                .Select(run => value(run.Values))],
            Proves: proves);
}
