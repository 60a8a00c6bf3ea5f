using System.Net;
using System.Text.Json;

namespace Attune.Server.Tests.Wire.Admission;

/// <summary>Limits over real connections: who is refused, and what they are told.</summary>
public sealed class AdmissionTests
{
    private const string Handshake = """{"services":["finance"],"version":1}""";

    [Fact]
    public async Task A_connection_too_many_is_told_when_to_come_back_and_let_in_when_there_is_room()
    {
        await using var server = await RunningServer.StartAsync("--Realtime:Admission:Principal:MaxConnections=1");
        using (var first = await server.ConnectAsync(Handshake))
        {
            using var second = await server.ConnectAsync();
            await second.SendAsync(Handshake);
            var error = await second.ReceiveAsync("error");
            Assert.Equal("too_many_connections", error.GetProperty("code").GetString());
            Assert.True(error.GetProperty("retry").GetBoolean());
            var advice = error.GetProperty("reconnectAfterMs");
            Assert.InRange(advice[0].GetInt32(), 1000, 5000);
            Assert.InRange(advice[1].GetInt32(), advice[0].GetInt32() + 1, 60_000);
            Assert.Equal((4110, "not_admitted", 0), await second.ReceiveCloseAsync());

            using var held = await server.Http.GetAsync(Address("/v2/realtime/events?topics=finance"));
            await AssertRefusedAsync(held, HttpStatusCode.TooManyRequests, "too_many_connections");
            await first.SendFrameAsync(0x88, [0x03, 0xE8]);
            await first.ReceiveCloseAsync();
        }

        await ConnectWhenThereIsRoomAsync(server);
        var metrics = await server.Http.GetStringAsync(Address("/metrics"));
        Assert.Contains("principal.connections", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_handshakes_are_refused_before_the_upgrade()
    {
        await using var server = await RunningServer.StartAsync(
            "--Realtime:Admission:Server:HandshakesPerSecond=0.001", "--Realtime:Admission:BurstSeconds=0.1");
        using var first = await server.ConnectAsync(Handshake);
        var (second, head) = await WireClient.UpgradeAsync(server.Socket);
        second.Dispose();
        Assert.StartsWith("HTTP/1.1 503 ", head, StringComparison.Ordinal);
        Assert.Contains("\r\nRetry-After: ", head, StringComparison.Ordinal);
        using var stream = await server.Http.GetAsync(Address("/v2/realtime/events?topics=finance"));
        await AssertRefusedAsync(stream, HttpStatusCode.ServiceUnavailable, "rate_limited");
        using var firstPoll = await server.Http.GetAsync(Address("/v2/realtime/poll?topics=finance"));
        await AssertRefusedAsync(firstPoll, HttpStatusCode.ServiceUnavailable, "rate_limited");
        // Who is in already goes on, also by polling.
        using var nextPoll = await server.Http.GetAsync(Address("/v2/realtime/poll?topics=finance&wait=0&lastSeq=0"));
        Assert.Equal(HttpStatusCode.OK, nextPoll.StatusCode);
    }

    [Fact]
    public async Task A_full_server_lets_nobody_in_and_stays_up_for_those_who_are()
    {
        await using var server = await RunningServer.StartAsync("--Realtime:Admission:Server:MaxConnections=2");
        using var first = await server.ConnectAsync(Handshake);
        using var second = await server.ConnectAsync(Handshake);
        var (third, head) = await WireClient.UpgradeAsync(server.Socket);
        third.Dispose();
        Assert.StartsWith("HTTP/1.1 503 ", head, StringComparison.Ordinal);
        await server.PublishAsync("""{"service":"finance","type":"t","data":1}""");
        Assert.Equal(1, (await first.ReceiveAsync("event")).GetProperty("seq").GetInt64());
        Assert.Equal(1, (await second.ReceiveAsync("event")).GetProperty("seq").GetInt64());
    }

    [Fact]
    public async Task A_connection_that_publishes_too_fast_is_told_how_long_to_wait_and_stays_open()
    {
        await using var server = await RunningServer.StartAsync(
            "--Realtime:Admission:Connection:PublishesPerSecond=0.001", "--Realtime:Admission:Connection:AppendsPerSecond=0.001",
            "--Realtime:Admission:BurstSeconds=0.1");
        using var client = await server.ConnectAsync();
        await client.SendAsync(Handshake);
        var limits = (await client.ReceiveAsync("ack")).GetProperty("limits");
        Assert.Equal(0.001, limits.GetProperty("maxPublishesPerSecond").GetDouble());
        Assert.Equal(0.001, limits.GetProperty("maxAppendsPerSecond").GetDouble());
        const string publish = """{"type":"publish","ref":1,"topic":"app:1","event":{"type":"t","data":1}}""";
        await client.SendAsync(publish);
        await client.ReceiveAsync("published");
        await client.SendAsync(publish);
        AssertTooFast(await client.ReceiveAsync("error"));
        await client.SendAsync("""{"type":"stream.append","ref":1,"stream":"s","at":0,"data":"a"}""");
        await client.ReceiveAsync("appended");
        await client.SendAsync("""{"type":"stream.append","ref":1,"stream":"s","at":1,"data":"b"}""");
        AssertTooFast(await client.ReceiveAsync("error"));
        // Another connection has a rate of its own.
        using var other = await server.ConnectAsync(Handshake);
        await other.SendAsync(publish);
        await other.ReceiveAsync("published");
    }

    [Fact]
    public async Task The_limit_of_a_caller_holds_for_http_and_sockets_together()
    {
        await using var server = await RunningServer.StartAsync(
            "--Realtime:Admission:Principal:PublishesPerSecond=0.001", "--Realtime:Admission:BurstSeconds=0.1",
            "--Realtime:Admission:Principal:MaxSubscriptions=2");
        using var client = await server.ConnectAsync(Handshake);
        await server.PublishAsync("""{"service":"app:1","type":"t","data":1}""");
        using var second = await server.PostAsync("/v2/realtime/publish", """{"service":"app:1","type":"t","data":1}""");
        await AssertRefusedAsync(second, HttpStatusCode.TooManyRequests, "rate_limited");
        await client.SendAsync("""{"type":"publish","ref":1,"topic":"app:1","event":{"type":"t","data":1}}""");
        AssertTooFast(await client.ReceiveAsync("error"));
        await client.SendAsync("""{"type":"subscribe","ref":1,"topics":["app:1","app:2"]}""");
        Assert.Equal("too_many_topics", (await client.ReceiveAsync("error")).GetProperty("code").GetString());
        await client.SendAsync("""{"type":"subscribe","ref":1,"topics":["app:1"]}""");
        await client.ReceiveAsync("subscribed");
    }

    private static Uri Address(string path) => new(path, UriKind.Relative);

    private static void AssertTooFast(JsonElement error)
    {
        Assert.Equal(("rate_limited", 1), (error.GetProperty("code").GetString(), error.GetProperty("ref").GetInt32()));
        Assert.InRange(error.GetProperty("retryAfterMs").GetInt64(), 1, 1_000_000);
    }

    private static async Task AssertRefusedAsync(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.True(response.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1));
        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(code, problem.GetProperty("code").GetString());
    }

    /// <summary>The server notices a moment after the client that a connection has ended.</summary>
    private static async Task ConnectWhenThereIsRoomAsync(RunningServer server)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            deadline.Token.ThrowIfCancellationRequested();
            using var client = await server.ConnectAsync();
            await client.SendAsync(Handshake);
            if ((await client.ReceiveAsync()).GetProperty("type").GetString() == "ack")
                return;
        }
    }
}
