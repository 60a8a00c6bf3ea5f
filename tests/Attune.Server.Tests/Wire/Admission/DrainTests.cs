using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Attune.Server.Tests.Wire.Transports;

namespace Attune.Server.Tests.Wire.Admission;

/// <summary>How connections are sent away: on a drain, by an operator, and when the server stops.</summary>
public sealed class DrainTests
{
    private const string Handshake = """{"services":["finance"],"version":1}""";

    [Fact]
    public async Task A_drain_sends_every_transport_away_with_the_same_advice_and_lets_nobody_in_until_it_is_called_off()
    {
        await using var server = await RunningServer.StartAsync();
        using var socket = await server.ConnectAsync(Handshake);
        using var events = await SseClient.OpenAsync(server.Http, "/v2/realtime/events?topics=finance");
        await events.ReceiveAsync("ack");
        var polling = server.Http.GetAsync(Address("/v2/realtime/poll?topics=finance&wait=60&lastSeq=0"));
        await UntilConnectionsAsync(server, 3);

        using var drained = await server.PostAsync("/v2/realtime/drain", "");
        Assert.Equal(HttpStatusCode.Accepted, drained.StatusCode);
        AssertBye(await socket.ReceiveAsync("bye"));
        Assert.Equal((1012, "draining", 0), await socket.ReceiveCloseAsync());
        AssertBye(await events.ReceiveAsync("bye"));
        Assert.InRange(events.Retry!.Value, 0, 1000);
        Assert.Null(await events.ReceiveAsync());
        using var poll = await polling;
        var answer = JsonDocument.Parse(await poll.Content.ReadAsStringAsync()).RootElement;
        AssertBye(answer.GetProperty("frames")[0]);
        Assert.NotEmpty(answer.GetProperty("cursor").GetString()!);
        Assert.InRange(poll.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 0, 1);

        await AssertClosedAsync(server);
        // Publishing goes on, as do all other requests.
        Assert.Equal(1, (await server.PublishAsync("""{"service":"finance","type":"t","data":1}"""))
            .GetProperty("seq").GetInt64());
        using var calledOff = await server.Http.DeleteAsync(Address("/v2/realtime/drain"));
        Assert.Equal(HttpStatusCode.NoContent, calledOff.StatusCode);
        using var back = await server.ConnectAsync("""{"services":["finance"],"version":1,"lastSeq":0}""");
        Assert.Equal(1, (await back.ReceiveAsync("event")).GetProperty("seq").GetInt64());
        using var ready = await server.Http.GetAsync(Address("/ready"));
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
    }

    [Fact]
    public async Task In_waves_everybody_hears_a_goodbye_and_what_was_on_its_way_before_the_close()
    {
        const int count = 64;
        await using var server = await RunningServer.StartAsync(
            "--Realtime:Drain:ConnectionsPerWave=16", "--Realtime:Drain:SpreadMilliseconds=1000");
        var clients = new List<WireClient>();
        for (var i = 0; i < count; i++)
            clients.Add(await server.ConnectAsync(Handshake));
        await server.PublishAsync("""{"service":"finance","type":"t","data":1}""");
        var stopping = server.StopAsync();
        foreach (var client in clients)
        {
            Assert.Equal(1, (await client.ReceiveAsync("event")).GetProperty("seq").GetInt64());
            Assert.Equal("going_away", (await client.ReceiveAsync("bye")).GetProperty("reason").GetString());
            Assert.Equal((1001, "going_away", 0), await client.ReceiveCloseAsync());
            client.Dispose();
        }

        await stopping;
    }

    [Fact]
    public async Task A_second_signal_does_not_wait_for_the_waves()
    {
        const int count = 150;
        await using var server = await RunningServer.StartAsync(
            "--Realtime:Drain:ConnectionsPerWave=1", "--Realtime:Drain:SpreadMilliseconds=5000");
        var clients = new List<WireClient>();
        for (var i = 0; i < count; i++)
            clients.Add(await server.ConnectAsync());
        using var process = Process.GetProcessById(server.Process.Id);
        await SignalAsync(process);
        // The first is in the first wave, the last in the tenth.
        Assert.Equal("bye", (await clients[0].ReceiveAsync()).GetProperty("type").GetString());
        await SignalAsync(process);
        await Assert.ThrowsAnyAsync<IOException>(clients[^1].ReceiveFrameAsync);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await process.WaitForExitAsync(deadline.Token);
        foreach (var client in clients)
            client.Dispose();
    }

    [Fact]
    public async Task An_operator_closes_one_connection_and_its_client_may_come_back()
    {
        await using var server = await RunningServer.StartAsync();
        using var kicked = await server.ConnectAsync();
        await kicked.SendAsync(Handshake);
        var session = (await kicked.ReceiveAsync("ack")).GetProperty("session").GetString();
        using var other = await server.ConnectAsync(Handshake);
        using var done = await server.Http.DeleteAsync(Address($"/v2/realtime/connections/{session}"));
        Assert.Equal(HttpStatusCode.NoContent, done.StatusCode);
        Assert.Equal("kicked", (await kicked.ReceiveAsync("bye")).GetProperty("reason").GetString());
        Assert.Equal((4111, "kicked", 0), await kicked.ReceiveCloseAsync());
        kicked.Dispose();
        using var unknown = await server.Http.DeleteAsync(Address("/v2/realtime/connections/nobody"));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        await server.PublishAsync("""{"service":"finance","type":"t","data":1}""");
        Assert.Equal(1, (await other.ReceiveAsync("event")).GetProperty("seq").GetInt64());
    }

    private static Uri Address(string path) => new(path, UriKind.Relative);

    private static void AssertBye(JsonElement? frame)
    {
        Assert.NotNull(frame);
        Assert.Equal("""{"type":"bye","reason":"draining","reconnectAfterMs":[0,1000]}""", frame.Value.GetRawText());
    }

    private static async Task AssertClosedAsync(RunningServer server)
    {
        var (refused, head) = await WireClient.UpgradeAsync(server.Socket);
        refused.Dispose();
        Assert.StartsWith("HTTP/1.1 503 ", head, StringComparison.Ordinal);
        Assert.Contains("\r\nRetry-After: ", head, StringComparison.Ordinal);
        foreach (var path in (string[])["/v2/realtime/events?topics=finance", "/v2/realtime/poll?topics=finance&lastSeq=0",
            "/v2/realtime/streams/s1", "/ready"])
        {
            using var response = await server.Http.GetAsync(Address(path));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        }
    }

    private static async Task UntilConnectionsAsync(RunningServer server, int count)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while ((await server.GetAsync("/v2/realtime/connections")).GetProperty("items").GetArrayLength() < count)
            await Task.Delay(50, deadline.Token);
    }

    private static async Task SignalAsync(Process process)
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}
