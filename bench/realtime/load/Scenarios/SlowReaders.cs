using RealtimeLoad.Load;
using RealtimeLoad.Systems;

namespace RealtimeLoad.Scenarios;

/// <summary>A hundred of a thousand connections stop reading for a while; the same without them stands beside it.</summary>
internal sealed class SlowReaders : Scenario
{
    private const int Connections = 1_000;
    private const int StalledConnections = 100;
    private const int PayloadBytes = 5_000;
    private const double PerSecond = 20;
    private const double BytesPerMb = 1024 * 1024;

    public override string Letter => "F";

    public override string Title => "slow readers: 100 of 1,000 connections stop reading, 20 messages of 5 KB a second";

    public override IReadOnlyList<(string Value, string Heading)> Columns { get; } =
    [
        (RunValues.GrowthMb, "RSS growth MB"),
        (RunValues.CalmGrowthMb, "without stalls"),
        (RunValues.P99Ms, "healthy p99 ms"),
        (RunValues.CalmP99Ms, "without stalls"),
    ];

    /// <summary>Most servers keep what a stalled client does not take in memory without end.</summary>
    public override bool IsFor(ServerKind kind) => kind.IsAttune;

    public override async Task<RunValues> RunAsync(ServerKind kind, BenchOptions options)
    {
        var calm = await RunAsync(kind, options, 0);
        var values = await RunAsync(kind, options, StalledConnections);
        values[RunValues.CalmGrowthMb] = calm[RunValues.GrowthMb];
        values[RunValues.CalmP99Ms] = calm[RunValues.P99Ms];
        foreach (var fault in (string[])[RunValues.Lost, RunValues.Duplicated, RunValues.Reordered])
            values[fault] += calm[fault];
        return values;
    }

    private static async Task<RunValues> RunAsync(ServerKind kind, BenchOptions options, int stalls)
    {
        using var server = await RunningServer.StartAsync(kind, options.IsPinned);
        using var loop = new LoadLoop(kind.Dialect(Audience.Everyone), server.Port, server.PublishPort, 1);
        loop.Connect(Connections);
        WarmUp(loop, options, Payload);
        // The heap finds its size under the very load of the run before growth is counted.
        loop.Publish(Pace.Rate(PerSecond), Payload, options.WarmUp);
        loop.Drain();
        var stalled = loop.Subscribers.Take(stalls).ToArray();
        loop.Stall(stalled);
        var before = server.ResidentBytes();
        var measurement = new Measurement(server, loop);
        loop.Publish(Pace.Rate(PerSecond), Payload, options.Stalled);
        loop.Drain();
        var growth = (server.ResidentBytes() - before) / BytesPerMb;
        loop.Resume(stalled);
        loop.DrainAll();
        var values = measurement.End();
        values[RunValues.GrowthMb] = growth;
        return values;
    }

    private static byte[] Payload(int seq) => Wire.Payload(seq, PayloadBytes);
}
