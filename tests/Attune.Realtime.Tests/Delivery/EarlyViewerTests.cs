using Attune.Realtime.Delivery.Commands;

namespace Attune.Realtime.Tests.Delivery;

/// <summary>
/// Goal: who watches an AI stream from before its first byte gets every byte.
/// Method: a viewer that is there when the stream begins with an empty append, as a feed over HTTP begins it.
/// </summary>
public sealed class EarlyViewerTests
{
    [Fact]
    public async Task An_empty_append_does_not_stop_those_who_watch_already()
    {
        await using var harness = DeliveryHarness.Start();
        var peer = new StallingPeer();
        var connection = await harness.ConnectAsync(peer, "finance");
        var stream = harness.Engine.Engine.OpenStream(harness.Engine.Topic("finance").Domain.Organisation, "s1");
        connection.Shard.Post(new ViewStream(connection, stream, [], "1"u8.ToArray()));
        await harness.SettleAsync();
        foreach (var (at, text) in ((long, string)[])[(0, ""), (0, "some"), (4, ""), (4, " text")])
            await harness.Engine.AppendAsync("s1", at, text);
        var frames = await peer.TakeUntilAsync(frame => frame.Json.TryGetProperty("end", out var end) && end.GetInt64() == 9);
        Assert.Equal("some text", string.Concat(frames
            .Where(frame => frame.Json.TryGetProperty("end", out _))
            .Select(frame => frame.Json.GetProperty("data").GetString())));
    }
}
