using System.Net;
using System.Text.Json;
using Attune.Server.Tests.Wire.Transports;

namespace Attune.Server.Tests.Wire.Admission;

/// <summary>Who is in a topic, over every transport. In local mode everybody is the owner, with several connections.</summary>
public sealed class PresenceTests
{
    private const string Handshake = """{"services":["room:1"],"version":1}""";

    [Fact]
    public async Task Every_transport_counts_and_polls_do_not_flap()
    {
        await using var server = await RunningServer.StartAsync("--Realtime:Presence:LingerSeconds=60");
        using var socket = await server.ConnectAsync(Handshake);
        using var events = await SseClient.OpenAsync(server.Http, "/v2/realtime/events?topics=room:1");
        await events.ReceiveAsync("ack");
        var first = await server.GetAsync("/v2/realtime/poll?topics=room:1&wait=0");
        await UntilConnectionsAsync(server, 3);
        for (var poll = 0; poll < 5; poll++)
        {
            var cursor = first.GetProperty("cursor").GetString();
            await server.GetAsync($"/v2/realtime/poll?topics=room:1&wait=0&cursor={cursor}");
            Assert.Equal(3, ConnectionsOf(await server.GetAsync("/v2/realtime/presence?topic=room:1")));
        }

        var member = (await server.GetAsync("/v2/realtime/presence?topic=room:1")).GetProperty("members")[0];
        Assert.Equal("owner", member.GetProperty("principal").GetString());
        Assert.Equal(3, member.GetProperty("sessions").GetArrayLength());
        await socket.SendAsync("""{"type":"presence","ref":7,"topic":"room:1","after":0,"limit":5}""");
        var answer = await socket.ReceiveAsync("presence");
        Assert.Equal((7, 1, 3), (answer.GetProperty("ref").GetInt32(), answer.GetProperty("count").GetInt32(),
            ConnectionsOf(answer)));
        await socket.SendFrameAsync(0x88, [0x03, 0xE8]);
        await UntilConnectionsAsync(server, 2);
    }

    [Fact]
    public async Task Followers_of_a_topic_that_tells_changes_hear_who_came_and_went()
    {
        await using var server = await RunningServer.StartAsync(
            "--Realtime:Topics:0:Pattern=room:*", "--Realtime:Topics:0:Presence=changes",
            "--Realtime:Presence:DiffMilliseconds=500");
        using var socket = await server.ConnectAsync(Handshake);
        var change = await socket.ReceiveAsync("presence");
        Assert.Equal("""{"type":"presence","topic":"room:1","joined":["owner"],"left":[],"count":1}""", change.GetRawText());
    }

    [Fact]
    public async Task A_topic_that_does_not_tell_says_so()
    {
        await using var server = await RunningServer.StartAsync();
        using var socket = await server.ConnectAsync("""{"services":["finance"],"version":1}""");
        await socket.SendAsync("""{"type":"presence","ref":1,"topic":"finance"}""");
        Assert.Equal("presence_off", (await socket.ReceiveAsync("error")).GetProperty("code").GetString());
        foreach (var (query, status) in ((string, HttpStatusCode)[])[("finance", HttpStatusCode.Conflict),
            ("nope", HttpStatusCode.NotFound), ("room:1&limit=0", HttpStatusCode.BadRequest),
            ("room:1&after=x", HttpStatusCode.BadRequest)])
        {
            using var response = await server.Http.GetAsync(
                new Uri($"/v2/realtime/presence?topic={query}", UriKind.Relative));
            Assert.Equal(status, response.StatusCode);
        }

        Assert.Equal(0, (await server.GetAsync("/v2/realtime/presence?topic=room:1")).GetProperty("count").GetInt32());
    }

    private static int ConnectionsOf(JsonElement page) => page.GetProperty("members") is { } members
        && members.GetArrayLength() == 1 ? members[0].GetProperty("connections").GetInt32() : 0;

    private static async Task UntilConnectionsAsync(RunningServer server, int count)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (ConnectionsOf(await server.GetAsync("/v2/realtime/presence?topic=room:1")) != count)
            await Task.Delay(50, deadline.Token);
    }
}
