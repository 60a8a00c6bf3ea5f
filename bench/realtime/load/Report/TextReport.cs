using System.Globalization;
using RealtimeLoad.Scenarios;
using RealtimeLoad.Systems;

namespace RealtimeLoad.Report;

/// <summary>The tables for people.</summary>
internal static class TextReport
{
    private const int NameColumns = 10;
    private const int CellColumns = 26;

    public static void Print(
        ResultSet results, IReadOnlyList<Scenario> scenarios, IReadOnlyList<ServerKind> systems, BenchOptions options)
    {
        foreach (var scenario in scenarios)
        {
            Console.WriteLine($"\n{scenario.Letter}  {scenario.Title}");
            Row("", [.. scenario.Columns.Select(column => column.Heading), "lost/doubled/reordered"]);
            foreach (var system in systems.Where(system => results.Runs.Any(run => Is(run, scenario, system))))
                PrintSystem(results, scenario, system);
            foreach (var note in scenario.Notes(options))
                Console.WriteLine($"{"",NameColumns}{note}");
        }
    }

    public static void Print(IReadOnlyList<Verdict> verdicts)
    {
        Console.WriteLine();
        foreach (var verdict in verdicts)
        {
            var (low, high) = Statistics.Interval(verdict.Rounds);
            var outcome = verdict.Holds ? "reached" : verdict.IsGate ? "missed" : "not reached";
            Console.WriteLine($"{(verdict.IsGate ? "gate" : "goal")}  {verdict.Claim,-58} {outcome,-12} "
                + $"{Text(verdict.Median)} ({Text(low)} to {Text(high)}) {string.Join(' ', verdict.Proves ?? [])}".TrimEnd());
        }
    }

    private static void PrintSystem(ResultSet results, Scenario scenario, ServerKind system)
    {
        var failures = results.Runs.Where(run => Is(run, scenario, system) && run.Failure is not null).ToArray();
        var cells = scenario.Columns.Select(column => Cell(results, scenario, system, column.Value));
        Row(system.Name, [.. cells, results.FaultsOf(scenario.Letter, system.Name).ToString()]);
        foreach (var failure in failures)
            Console.WriteLine($"{"",NameColumns}round {failure.Round} failed: {failure.Failure}");
    }

    private static string Cell(ResultSet results, Scenario scenario, ServerKind system, string value)
    {
        var values = results.ValuesOf(scenario.Letter, system.Name, value);
        if (values.Count == 0)
            return "-";
        var (low, high) = Statistics.Interval([.. values.Values]);
        return $"{Text(Statistics.Median([.. values.Values]))} ({Text(low)}-{Text(high)})";
    }

    private static bool Is(RunRecord run, Scenario scenario, ServerKind system) =>
        run.Scenario == scenario.Letter && run.System == system.Name;

    private static void Row(string name, string[] cells) => Console.WriteLine(
        name.PadRight(NameColumns) + string.Concat(cells.Select(cell => cell.PadLeft(CellColumns))));

    /// <summary>Three digits that count, or whole numbers.</summary>
    private static string Text(double value) => Math.Abs(value) switch
    {
        >= 100 => value.ToString("#,0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.00", CultureInfo.InvariantCulture),
    };
}
