using RealtimeLoad.Load;
using RealtimeLoad.Systems;

namespace RealtimeLoad.Scenarios;

/// <summary>Messages of 200 bytes to 1,000 connections, at some pace for some time.</summary>
internal abstract class PublishedScenario : Scenario
{
    private const int Connections = 1_000;
    private const int PayloadBytes = 200;

    public override IReadOnlyList<(string Value, string Heading)> Columns { get; } =
    [
        (RunValues.CpuSecondsPerMillion, "CPU s/million"),
        (RunValues.DeliveriesPerSecond, "deliveries/s"),
        (RunValues.P50Ms, "p50 ms"),
        (RunValues.P99Ms, "p99 ms"),
        (RunValues.GeneratorLoad, "generator"),
    ];

    protected virtual Audience Audience => Audience.Everyone;

    public override async Task<RunValues> RunAsync(ServerKind kind, BenchOptions options)
    {
        using var server = await RunningServer.StartAsync(kind, options.IsPinned);
        var topics = Audience == Audience.Everyone ? 1 : Connections;
        using var loop = new LoadLoop(kind.Dialect(Audience), server.Port, server.PublishPort, topics);
        loop.Connect(Connections);
        WarmUp(loop, options, Payload);
        var measurement = new Measurement(server, loop);
        loop.Publish(NewPace(), Payload, Duration(options), Deliveries);
        loop.Drain();
        return measurement.End();
    }

    /// <summary>So many deliveries at least, if time allows.</summary>
    protected virtual long Deliveries => 0;

    protected abstract Pace NewPace();

    protected abstract TimeSpan Duration(BenchOptions options);

    private static byte[] Payload(int seq) => Wire.Payload(seq, PayloadBytes);
}
