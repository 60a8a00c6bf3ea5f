namespace Attune.Server.Tests.Wire;

/// <summary>What the server does by the clock, with short settings.</summary>
public sealed class DeadlineTests
{
    [Fact]
    public async Task A_connection_without_a_handshake_is_closed()
    {
        await using var server = await RunningServer.StartAsync("--Realtime:HandshakeSeconds=1");
        using var client = await server.ConnectAsync();
        var (code, reason, _) = await client.ReceiveCloseAsync();
        Assert.Equal((4201, "handshake_timeout"), (code, reason));
    }

    [Fact]
    public async Task Pings_come_at_the_interval_as_control_frame_and_as_text()
    {
        await using var server = await RunningServer.StartAsync("--Realtime:PingSeconds=1");
        using var client = await server.ConnectAsync("""{"services":["finance"],"version":1}""");
        Assert.Equal(9, (await client.ReceiveFrameAsync()).Opcode);
        Assert.Equal("ping", (await client.ReceiveAsync()).GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_connection_that_never_answers_is_closed_so_that_it_reconnects()
    {
        await using var server = await RunningServer.StartAsync("--Realtime:PingSeconds=1");
        using var client = await server.ConnectAsync("""{"services":["finance"],"version":1}""");
        var (code, reason, _) = await client.ReceiveCloseAsync();
        Assert.Equal((4000, "not_answering"), (code, reason));
    }
}
