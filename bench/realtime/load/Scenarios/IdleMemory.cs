using RealtimeLoad.Load;
using RealtimeLoad.Systems;

namespace RealtimeLoad.Scenarios;

/// <summary>What a connection costs that only waits: the difference to the same server with a hundred connections.</summary>
internal sealed class IdleMemory : Scenario
{
    private const int BaseConnections = 100;

    public override string Letter => "A";

    public override string Title => "idle memory: connections that follow ten topics each and hear nothing";

    public override IReadOnlyList<(string Value, string Heading)> Columns { get; } =
    [
        (RunValues.RssBytesPerConnection, "RSS B/conn"),
        (RunValues.ManagedBytesPerConnection, "live heap B/conn"),
    ];

    public override async Task<RunValues> RunAsync(ServerKind kind, BenchOptions options)
    {
        using var server = await RunningServer.StartAsync(kind, options.IsPinned);
        using var loop = new LoadLoop(kind.Dialect(Audience.Ten), server.Port, server.PublishPort, 1);
        loop.Connect(BaseConnections);
        loop.Rest(options.Idle);
        // RSS is read before anyone forces a collection that the server would not have made by itself; the base is collected
        // first, so that garbage of the start is not taken off what the connections cost.
        var baseHeap = await server.LiveHeapBytesAsync();
        var baseRss = server.ResidentBytes();
        loop.Connect(options.IdleConnections);
        loop.Rest(options.Idle);
        var rss = server.ResidentBytes() - baseRss;
        var heap = await server.LiveHeapBytesAsync() - baseHeap;
        var faults = loop.Check();
        return new RunValues
        {
            [RunValues.RssBytesPerConnection] = rss / options.IdleConnections,
            [RunValues.ManagedBytesPerConnection] = heap / options.IdleConnections,
            [RunValues.Lost] = faults.Lost,
            [RunValues.Duplicated] = faults.Duplicated,
            [RunValues.Reordered] = faults.Reordered,
        };
    }
}
