using RealtimeLoad.Report;
using RealtimeLoad.Scenarios;
using RealtimeLoad.Systems;

namespace RealtimeLoad;

/// <summary>Lets the servers take turns, round by round, and reports.</summary>
internal sealed class Bench(BenchOptions options, IReadOnlyList<ServerKind> systems, IReadOnlyList<Scenario> scenarios)
{
    private readonly List<RunRecord> _runs = [];

    /// <summary>True when every gate that was measured is reached.</summary>
    public async Task<bool> RunAsync(string repository)
    {
        var machine = Machine.Read(repository, options.IsPinned);
        Console.WriteLine($"{machine.Description}\ncommit {machine.Commit}, {options.Rounds} rounds, load {machine.Load}");
        foreach (var scenario in scenarios)
        {
            var chosen = systems.Where(system => options.Systems.Length > 0 || scenario.IsFor(system)).ToArray();
            for (var round = 1; round <= options.Rounds; round++)
            {
                foreach (var system in chosen)
                    await RunOnceAsync(scenario, system, round);
            }
        }

        var results = new ResultSet(_runs);
        var verdicts = Verdicts.Of(results);
        TextReport.Print(results, scenarios, systems, options);
        if (systems.Any(system => system.IsAttune))
            TextReport.Print(verdicts);
        Console.WriteLine($"\nload at the end {Machine.LoadNow()}; medians with 95 % intervals; ratios within rounds");
        if (options.IsJson)
            Console.WriteLine(JsonReport.Write(results, verdicts, scenarios, systems, machine, options));
        return verdicts.All(verdict => verdict.Holds || !verdict.IsGate);
    }

    private async Task RunOnceAsync(Scenario scenario, ServerKind system, int round)
    {
        await Console.Error.WriteAsync($"  {scenario.Letter} round {round} {system.Name,-10}");
        try
        {
            var values = await scenario.RunAsync(system, options);
            _runs.Add(new RunRecord(scenario.Letter, system.Name, round, values, null));
            await Console.Error.WriteLineAsync(string.Join("  ", values.Select(value => $"{value.Key} {value.Value:0.##}")));
        }
        catch (Exception error)
        {
            // One server that fails must not take the others' results away; the report names it.
            _runs.Add(new RunRecord(scenario.Letter, system.Name, round, [], error.Message));
            await Console.Error.WriteLineAsync($"failed: {error}");
        }
    }
}
