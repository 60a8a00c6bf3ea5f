using System.Diagnostics;
using RealtimeLoad.Load;
using RealtimeLoad.Systems;

namespace RealtimeLoad.Scenarios;

/// <summary>Everybody loses the connection, misses something and comes back at once, each saying where it was.</summary>
internal sealed class ReconnectStorm : Scenario
{
    private const int Connections = 10_000;
    private const int MoreConnections = 5_000;
    private const int Topics = 100;
    private const int Missed = 100;
    private const int PayloadBytes = 200;

    public override string Letter => "E";

    public override string Title =>
        "reconnect storm: 10,000 connections over 100 topics are cut, miss 100 events each, come back";

    public override IReadOnlyList<(string Value, string Heading)> Columns { get; } =
    [
        (RunValues.P99Ms, "p99 ms before, 1 event/s"),
        (RunValues.ReconnectSeconds, "s until all connected"),
        (RunValues.CatchUpSeconds, "s more until caught up"),
        (RunValues.Connected, "then connected"),
        (RunValues.GeneratorLoad, "generator"),
    ];

    public override IReadOnlyList<string> Notes(BenchOptions options) =>
    [
        "at most 1,500 attempts a second and 200 unanswered handshakes at a time; what a client missed follows its ack, so most",
        "catching up happens while others still connect; the load generator comes from four addresses of 127.0.0.0/8",
    ];

    /// <summary>No other server here can resume.</summary>
    public override bool IsFor(ServerKind kind) => kind.IsAttune;

    public override async Task<RunValues> RunAsync(ServerKind kind, BenchOptions options)
    {
        using var server = await RunningServer.StartAsync(kind, options.IsPinned);
        using var loop = new LoadLoop(new ResumingDialect(Audience.Many), server.Port, server.PublishPort, Topics);
        loop.Connect(Connections);
        var calm = new Measurement(server, loop);
        loop.Publish(Pace.Rate(Topics), Payload, options.Calm);
        loop.Drain();
        var p99 = calm.End()[RunValues.P99Ms];
        loop.DropAll();
        loop.Store(Missed, Payload);
        var storm = new Measurement(server, loop);
        var passed = Stopwatch.StartNew();
        loop.ReconnectAll();
        var connected = passed.Elapsed;
        loop.Drain();
        var caughtUp = passed.Elapsed - connected;
        // What came after the gap must arrive, too.
        loop.Connect(MoreConnections);
        loop.Publish(Pace.Rate(Topics), Payload, TimeSpan.FromSeconds(1));
        loop.Drain();
        var values = storm.End();
        values[RunValues.P99Ms] = p99;
        values[RunValues.ReconnectSeconds] = connected.TotalSeconds;
        values[RunValues.CatchUpSeconds] = caughtUp.TotalSeconds;
        values[RunValues.Connected] = loop.Subscribers.Count(subscriber => subscriber.IsReady);
        return values;
    }

    private static byte[] Payload(int seq) => Wire.Payload(seq, PayloadBytes);
}
