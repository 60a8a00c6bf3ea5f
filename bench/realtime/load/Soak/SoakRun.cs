using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using RealtimeLoad.Load;
using RealtimeLoad.Report;
using RealtimeLoad.Systems;

namespace RealtimeLoad.Soak;

/// <summary>Watches the server's memory under a load that never ends in more of anything.</summary>
/// <param name="minutes">How long, 3 or more.</param>
/// <param name="folder">Where the report and the graph are kept.</param>
/// <param name="isPinned">The server runs on processor 0.</param>
internal sealed class SoakRun(double minutes, string folder, bool isPinned)
{
    private const double BytesPerMb = 1024 * 1024;
    private const double LiveLimit = 1.02;
    private const double ResidentLimit = 1.05;
    private const double LatestBase = 10;
    private static readonly TimeSpan SampleEvery = TimeSpan.FromSeconds(5);

    // What is kept by design is full before minute 10; with the defaults it would go on filling for a day.
    private static readonly string[] Settings =
    [
        "--Realtime:Retention:MaxEvents=500", "--Realtime:Retention:MinEvents=500", "--Realtime:Retention:MinAgeSeconds=60",
        "--Realtime:RingBytesPerTopic=262144", "--Realtime:IdempotencySeconds=240", "--Realtime:AiStreams:KeepSeconds=240",
    ];

    private readonly List<SoakSample> _samples = [];
    private readonly double _base = Math.Min(LatestBase, minutes / 3);

    /// <summary>True when every gate is reached.</summary>
    public async Task<bool> RunAsync(ServerKind attune, string repository, bool isJson)
    {
        var machine = Machine.Read(repository, isPinned);
        Console.WriteLine($"{machine.Description}\ncommit {machine.Commit}, {minutes} minutes, load {machine.Load}");
        Console.WriteLine(SoakLoad.Description);
        Console.WriteLine("settings: " + string.Join(' ', Settings));
        using var server = await RunningServer.StartAsync(attune.With(Settings), isPinned);
        using var load = new SoakLoad(server.Port);
        await WatchAsync(server, load);
        var faults = load.End();
        var verdicts = Judge(faults);
        Console.WriteLine($"{load.Connects} connections made, {load.Delivered} deliveries, {load.Streams} AI streams");
        TextReport.Print(verdicts);
        Keep(machine, load, faults, verdicts, isJson);
        return verdicts.TrueForAll(verdict => verdict.Holds);
    }

    private async Task WatchAsync(RunningServer server, SoakLoad load)
    {
        var passed = Stopwatch.StartNew();
        var nextCollection = _base;
        while (true)
        {
            load.Run(SampleEvery);
            var minute = passed.Elapsed.TotalMinutes;
            var resident = server.ResidentBytes();
            // Resident memory is read before anyone forces a collection that the server would not have made by itself.
            double? live = minute >= nextCollection || minute >= minutes ? await server.LiveHeapBytesAsync() : null;
            _samples.Add(new SoakSample(minute, resident, live));
            if (live is not null)
            {
                nextCollection += _base;
                await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                    $"  minute {minute:0.0}: RSS {resident / BytesPerMb:0.0} MB, live {live / BytesPerMb:0.00} MB, "
                    + $"{load.Delivered} deliveries"));
            }

            if (minute >= minutes)
                return;
        }
    }

    private List<Verdict> Judge(Faults faults)
    {
        var live = _samples.Where(sample => sample.LiveBytes is not null).ToArray();
        var at = live[0].Minute;
        var end = live[^1].Minute;
        return
        [
            new(true, "soak.liveGrowth", "live managed bytes at the end <= 1.02 x those at the base", LiveLimit,
                [live[^1].LiveBytes!.Value / live[0].LiveBytes!.Value], Proves: ["D-43", "D-74"]),
            new(true, "soak.rssGrowth", "RSS at the end <= 1.05 x that at the base (medians of a minute)", ResidentLimit,
                [ResidentAround(end) / ResidentAround(at)], Proves: ["D-43", "D-74"]),
            new(true, "checker", "nothing lost, doubled, out of order", 0, [faults.Lost + faults.Duplicated + faults.Reordered]),
        ];
    }

    private double ResidentAround(double minute) => Statistics.Median([.. _samples
        .Where(sample => sample.Minute <= minute && sample.Minute > minute - 1).Select(sample => sample.ResidentBytes)]);

    private void Keep(Machine machine, SoakLoad load, Faults faults, List<Verdict> verdicts, bool isJson)
    {
        var report = new JsonObject
        {
            ["name"] = "realtime-soak",
            ["commit"] = machine.Commit,
            ["machine"] = machine.Description,
            ["load"] = new JsonArray(machine.Load, Machine.LoadNow()),
            ["minutes"] = minutes,
            ["baseMinute"] = Math.Round(_base, 1),
            ["conditions"] = SoakLoad.Description,
            ["settings"] = string.Join(' ', Settings),
            ["connections"] = load.Connects,
            ["deliveries"] = load.Delivered,
            ["aiStreams"] = load.Streams,
            [nameof(faults)] = new JsonArray(faults.Lost, faults.Duplicated, faults.Reordered),
            ["metrics"] = new JsonObject(verdicts.Select(verdict =>
                KeyValuePair.Create(verdict.Name, (JsonNode?)Math.Round(verdict.Median, 4)))),
            ["verdicts"] = new JsonObject(verdicts.Select(verdict =>
                KeyValuePair.Create($"gate: {verdict.Claim}", (JsonNode?)verdict.Holds))),
            ["checklist"] = JsonReport.Checklist(verdicts),
            ["samples"] = new JsonArray([.. _samples.Select(sample => new JsonArray(
                Math.Round(sample.Minute, 2), sample.ResidentBytes, sample.LiveBytes))]),
        };
        Directory.CreateDirectory(folder);
        var json = Path.Combine(folder, "soak.json");
        File.WriteAllText(json, report.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n");
        File.WriteAllText(Path.ChangeExtension(json, "svg"), SoakChart.Draw(_samples,
            $"Attune {machine.Commit}, {minutes} minutes of churn, {machine.Description}"));
        Console.WriteLine($"kept in {json} and soak.svg");
        if (isJson)
            Console.WriteLine(report.ToJsonString());
    }
}
