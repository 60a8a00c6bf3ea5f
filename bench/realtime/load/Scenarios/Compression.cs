using RealtimeLoad.Load;
using RealtimeLoad.Systems;

namespace RealtimeLoad.Scenarios;

/// <summary>One large event to many who can inflate; the same to as many who cannot stands beside it.</summary>
internal sealed class Compression : Scenario
{
    // With more in flight a faster client would meet smaller writes, and the two runs would not do the same work.
    private const int WindowMessages = 1;
    private const string DeflatedFrames = "attune_realtime_frames_deflated";

    public override string Letter => "H";

    public override string Title =>
        "compression: a bulk event of ten guests, 4 KB, to 10,000 connections, one after the other; deflated and plain";

    public override IReadOnlyList<(string Value, string Heading)> Columns { get; } =
    [
        (RunValues.CpuSecondsPerMillion, "CPU s/million"),
        (RunValues.PlainCpuSecondsPerMillion, "plain CPU s/million"),
        (RunValues.WireBytesPerDelivery, "wire B/delivery"),
        (RunValues.PlainWireBytesPerDelivery, "plain B/delivery"),
        (RunValues.DeflatesPerEvent, "deflates/event"),
        (RunValues.Connected, "recipients"),
    ];

    public override bool IsFor(ServerKind kind) => kind.IsAttune;

    public override async Task<RunValues> RunAsync(ServerKind kind, BenchOptions options)
    {
        var plain = await RunAsync(kind, options, new AttuneDialect(Audience.Everyone));
        var values = await RunAsync(kind, options, new DeflatingDialect(Audience.Everyone));
        if (plain[RunValues.DeflatesPerEvent] > 0)
            throw new InvalidDataException("The server deflated frames that nobody wanted deflated.");
        values[RunValues.PlainCpuSecondsPerMillion] = plain[RunValues.CpuSecondsPerMillion];
        values[RunValues.PlainWireBytesPerDelivery] = plain[RunValues.WireBytesPerDelivery];
        foreach (var fault in (string[])[RunValues.Lost, RunValues.Duplicated, RunValues.Reordered])
            values[fault] += plain[fault];
        return values;
    }

    private static async Task<RunValues> RunAsync(ServerKind kind, BenchOptions options, ServerDialect dialect)
    {
        using var server = await RunningServer.StartAsync(kind, options.IsPinned);
        using var loop = new LoadLoop(dialect, server.Port, server.PublishPort, 1);
        loop.Connect(options.CompressionConnections);
        WarmUp(loop, options, GuestBatch.Payload);
        var (deflates, published) = (await server.CounterAsync(DeflatedFrames), loop.Ledger.Published(0));
        var (bytes, delivered) = (loop.TextBytes, loop.Ledger.Delivered);
        var measurement = new Measurement(server, loop);
        loop.Publish(Pace.Window(WindowMessages), GuestBatch.Payload, options.Saturation, options.CompressionConnections * 30L);
        loop.Drain();
        var values = measurement.End();
        values[RunValues.WireBytesPerDelivery] = (loop.TextBytes - bytes) / (double)(loop.Ledger.Delivered - delivered);
        values[RunValues.DeflatesPerEvent] =
            (await server.CounterAsync(DeflatedFrames) - deflates) / (loop.Ledger.Published(0) - published);
        values[RunValues.Connected] = loop.Subscribers.Count;
        return values;
    }
}
