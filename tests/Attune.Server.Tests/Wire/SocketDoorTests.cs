using System.Text;

namespace Attune.Server.Tests.Wire;

/// <summary>
/// Connections that open the stream are served on their sockets; what is unusual about others sends them through HTTP, where
/// they are served as well.
/// </summary>
public sealed class SocketDoorTests : IAsyncLifetime
{
    private const string Hello = """{"services":["finance"],"version":1}""";

    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_handshake_that_comes_in_pieces_is_served()
    {
        using var client = await WireClient.OpenAsync(_server.Socket);
        var request = WireClient.UpgradeRequest(_server.Socket);
        await client.SendRawAsync(request[..40]);
        // An answer to somebody else: the first piece has been looked at by now.
        await _server.GetAsync("/v2/realtime/metrics");
        await client.SendRawAsync(request[40..]);

        Assert.StartsWith("HTTP/1.1 101 ", await client.ReadHeadAsync(), StringComparison.Ordinal);
        await AssertServedAsync(client);
    }

    [Fact]
    public async Task A_frame_that_comes_together_with_the_handshake_is_not_lost()
    {
        using var client = await WireClient.OpenAsync(_server.Socket);
        await client.SendRawAsync(
            [.. WireClient.UpgradeRequest(_server.Socket), .. WireClient.Frame(0x81, Encoding.UTF8.GetBytes(Hello))]);

        Assert.StartsWith("HTTP/1.1 101 ", await client.ReadHeadAsync(), StringComparison.Ordinal);
        Assert.Equal("ack", (await client.ReceiveAsync()).GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_request_after_another_on_the_same_connection_is_served()
    {
        using var client = await WireClient.OpenAsync(_server.Socket);
        await client.SendRawAsync(Encoding.ASCII.GetBytes($"HEAD /live HTTP/1.1\r\nHost: {_server.Socket.Authority}\r\n\r\n"));
        Assert.StartsWith("HTTP/1.1 ", await client.ReadHeadAsync(), StringComparison.Ordinal);
        await client.SendRawAsync(WireClient.UpgradeRequest(_server.Socket));

        Assert.StartsWith("HTTP/1.1 101 ", await client.ReadHeadAsync(), StringComparison.Ordinal);
        await AssertServedAsync(client);
    }

    [Fact]
    public async Task Both_ways_receive_the_same_frames()
    {
        using var direct = await _server.ConnectAsync(Hello);
        using var through = await WireClient.OpenAsync(_server.Socket);
        // A body of no length is enough to go the long way.
        await through.SendRawAsync(WireClient.UpgradeRequest(_server.Socket, "Content-Length: 0\r\n"));
        Assert.StartsWith("HTTP/1.1 101 ", await through.ReadHeadAsync(), StringComparison.Ordinal);
        await AssertServedAsync(through);

        await _server.PublishAsync("""{"service":"finance","type":"revenue_added","data":{"amount":1}}""");

        Assert.Equal(await direct.ReceiveTextAsync(), await through.ReceiveTextAsync());
    }

    [Fact]
    public async Task Stopping_says_goodbye_on_both_ways_and_keeps_nobody_waiting()
    {
        using var direct = await _server.ConnectAsync(Hello);
        using var silent = await WireClient.OpenAsync(_server.Socket);

        var stopping = _server.StopAsync();

        Assert.Equal(1001, (await direct.ReceiveCloseAsync()).Code);
        await stopping;
    }

    private static async Task AssertServedAsync(WireClient client)
    {
        await client.SendAsync(Hello);
        Assert.Equal("ack", (await client.ReceiveAsync()).GetProperty("type").GetString());
    }
}
