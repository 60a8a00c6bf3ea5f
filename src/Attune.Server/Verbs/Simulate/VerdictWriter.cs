using System.Buffers;
using System.Text;
using System.Text.Json;
using Attune.Server.Verbs.Simulate.Planting;

namespace Attune.Server.Verbs.Simulate;

/// <summary>Prints verdicts: one line per seed, details only of what failed, a summary at the end.</summary>
internal sealed class VerdictWriter(TextWriter output, SimulateArguments arguments)
{
    private const int ViolationsToShow = 12;

    private readonly List<Verdict> _verdicts = [];

    /// <summary>A seed is about to begin.</summary>
    public async Task WritePlanAsync(SimulationPlan plan)
    {
        if (arguments.Json)
            await output.WriteLineAsync(Json(json => WritePlan(json, plan)));
        else
            await output.WriteLineAsync(string.Join('\n', PlanText.Of(plan)));
    }

    /// <summary>One seed is over.</summary>
    /// <param name="verdict">What it came to.</param>
    /// <param name="serverOutput">The last words of the server, shown when the verdict does not hold.</param>
    public async Task WriteAsync(Verdict verdict, string serverOutput)
    {
        _verdicts.Add(verdict);
        if (arguments.Json)
        {
            await output.WriteLineAsync(Json(json => WriteFields(json, verdict)));
            return;
        }

        await output.WriteLineAsync(Line(verdict));
        if (verdict.Holds)
            return;
        foreach (var violation in verdict.Violations.Take(ViolationsToShow))
            await output.WriteLineAsync($"    {violation}");
        if (verdict.Violations.Count > ViolationsToShow)
            await output.WriteLineAsync($"    and {verdict.Violations.Count - ViolationsToShow} more");
        if (arguments.Fault != PlantedFault.None)
            return;
        await output.WriteLineAsync($"    again: attune simulate --seed {verdict.Seed} --publishers {arguments.Publishers} "
            + $"--subscribers {arguments.Subscribers} --plan");
        if (serverOutput.Length > 0)
            await output.WriteLineAsync($"    the server's last words:\n{serverOutput}");
    }

    /// <summary>All seeds are over.</summary>
    public async Task WriteSummaryAsync()
    {
        var failed = _verdicts.Where(verdict => !verdict.Holds).Select(verdict => verdict.Seed).ToList();
        if (arguments.Json)
            await output.WriteLineAsync(Json(json => WriteSummary(json, failed)));
        else if (failed.Count == 0)
            await output.WriteLineAsync($"every verdict holds: {_verdicts.Count} seeds, {Total.Events:N0} events, "
                + $"{Total.Deliveries:N0} deliveries, {Total.Kills:N0} kills, {Total.Reconnects:N0} reconnects, "
                + $"{Total.Switches:N0} switches, {Total.Skips:N0} skips told, {Total.FullDisks:N0} full disks");
        else
            await output.WriteLineAsync($"{failed.Count} of {_verdicts.Count} seeds failed: {string.Join(", ", failed)}");
    }

    private static string Line(Verdict verdict)
    {
        var planted = verdict.Figures.Planted > 0 ? $"  planted {verdict.Figures.Planted}" : "";
        var state = verdict.Holds ? "holds " : "FAILED";
        var hash = verdict.LogHash.Length > 0 ? verdict.LogHash : "-";
        var figures = verdict.Figures;
        return $"seed {verdict.Seed,-5} {state}  events {figures.Events,4}  deliveries {figures.Deliveries,6}  "
            + $"kills {figures.Kills}  reconnects {figures.Reconnects,4}  switches {figures.Switches,3}  "
            + $"skips {figures.Skips,3}  full {figures.FullDisks}  "
            + $"{verdict.Elapsed.TotalMilliseconds,6:0} ms{planted}  log {hash}";
    }

    private static string Json(Action<Utf8JsonWriter> fields)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        fields(json);
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteFields(Utf8JsonWriter json, Verdict verdict)
    {
        json.WriteNumber("seed", verdict.Seed);
        json.WriteBoolean("holds", verdict.Holds);
        WriteFields(json, verdict.Figures);
        json.WriteNumber("planted", verdict.Figures.Planted);
        json.WriteNumber("ms", (long)verdict.Elapsed.TotalMilliseconds);
        json.WriteString("log", verdict.LogHash);
        json.WriteStartArray("violations");
        foreach (var violation in verdict.Violations)
            json.WriteStringValue(violation.ToString());
        json.WriteEndArray();
    }

    private void WriteSummary(Utf8JsonWriter json, List<long> failed)
    {
        json.WriteString("name", "simulate");
        json.WriteBoolean("holds", failed.Count == 0);
        json.WriteNumber("seeds", _verdicts.Count);
        json.WriteNumber("firstSeed", arguments.FirstSeed);
        json.WriteNumber("publishers", arguments.Publishers);
        json.WriteNumber("subscribers", arguments.Subscribers);
        WriteFields(json, Total);
        json.WriteNumber("ms", _verdicts.Sum(verdict => (long)verdict.Elapsed.TotalMilliseconds));
        json.WriteStartArray("failed");
        foreach (var seed in failed)
            json.WriteNumberValue(seed);
        json.WriteEndArray();
    }

    private static void WriteFields(Utf8JsonWriter json, RunFigures figures)
    {
        json.WriteNumber("events", figures.Events);
        json.WriteNumber("deliveries", figures.Deliveries);
        json.WriteNumber("kills", figures.Kills);
        json.WriteNumber("reconnects", figures.Reconnects);
        json.WriteNumber("switches", figures.Switches);
        json.WriteNumber("skips", figures.Skips);
        json.WriteNumber("fullDisks", figures.FullDisks);
    }

    private static void WritePlan(Utf8JsonWriter json, SimulationPlan plan)
    {
        json.WriteStartArray("plan");
        foreach (var line in PlanText.Of(plan))
            json.WriteStringValue(line);
        json.WriteEndArray();
    }

    private RunFigures Total => _verdicts.Aggregate(new RunFigures(), (total, verdict) => total + verdict.Figures);
}
