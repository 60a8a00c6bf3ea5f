using Attune.Server.Tests.Wire.Transports;

namespace Attune.Server.Tests.Wire.Access;

/// <summary>Rights that change while connections are open count at once.</summary>
public sealed class LiveAccessTests
{
    private const string TwoTopics = """{"services":["persona:mia","room:1"],"version":1}""";
    private static readonly string[] TwoRights = ["subscribe:persona:*", "subscribe:room:*"];

    [Fact]
    public async Task A_refresh_with_fewer_rights_ends_those_subscriptions_and_keeps_the_connection()
    {
        await using var server = await TokenServer.StartAsync();
        using var client = await server.ConnectAsync(SignedToken.For("mia", TwoRights), TwoTopics);
        await RefreshAsync(client, SignedToken.For("mia", ["subscribe:room:*", "subscribe:finance"]));
        var ended = await client.ReceiveAsync();
        Assert.Equal("unsubscribed", ended.GetProperty("type").GetString());
        Assert.Equal("persona:mia", Assert.Single(ended.GetProperty("topics").EnumerateArray()).GetString());
        Assert.Equal("forbidden", ended.GetProperty("code").GetString());
        await server.PublishAsync("persona:mia");
        await server.PublishAsync("room:1");
        Assert.Equal("room:1", (await client.ReceiveAsync("event")).GetProperty("service").GetString());
        await client.SendAsync("""{"type":"subscribe","ref":2,"topics":["finance"]}""");
        await client.ReceiveAsync("subscribed");
        await client.SendAsync("""{"type":"subscribe","ref":3,"topics":["persona:mia"]}""");
        Assert.Equal("forbidden", (await client.ReceiveAsync("error")).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_token_of_somebody_else_refreshes_nothing()
    {
        await using var server = await TokenServer.StartAsync();
        using var client = await server.ConnectAsync(SignedToken.For("mia", TwoRights), TwoTopics);
        await client.SendAsync($$"""{"type":"refresh","ref":1,"token":"{{SignedToken.For("eve", ["*"])}}"}""");
        Assert.Equal("principal_changed", (await client.ReceiveAsync("error")).GetProperty("code").GetString());
        var elsewhere = SignedToken.For("mia", ["*"], organisation: "other");
        await client.SendAsync($$"""{"type":"refresh","ref":2,"token":"{{elsewhere}}"}""");
        Assert.Equal("principal_changed", (await client.ReceiveAsync("error")).GetProperty("code").GetString());
        await client.SendAsync("""{"type":"refresh","ref":3}""");
        Assert.Equal("invalid_argument", (await client.ReceiveAsync("error")).GetProperty("code").GetString());
        await server.PublishAsync("persona:mia");
        Assert.Equal("persona:mia", (await client.ReceiveAsync("event")).GetProperty("service").GetString());
    }

    [Fact]
    public async Task A_connection_is_reminded_and_closed_unless_its_token_is_refreshed()
    {
        await using var server = await TokenServer.StartAsync("--Access:GraceSeconds=1");
        using var idle = await server.ConnectAsync(SignedToken.For("mia", TwoRights, seconds: 4), TwoTopics);
        using var refreshed = await server.ConnectAsync(SignedToken.For("mia", TwoRights, seconds: 4), TwoTopics);
        var reminder = await idle.ReceiveAsync("expiring");
        Assert.True(reminder.GetProperty("closesAt").GetDateTimeOffset() > reminder.GetProperty("expiresAt").GetDateTimeOffset());
        await RefreshAsync(refreshed, SignedToken.For("mia", TwoRights));
        var (code, reason, _) = await idle.ReceiveCloseAsync();
        Assert.Equal((4211, "token_expired"), (code, reason));
        await server.PublishAsync("room:1");
        Assert.Equal("room:1", (await refreshed.ReceiveAsync("event")).GetProperty("service").GetString());
    }

    [Fact]
    public async Task A_revoked_principal_loses_every_connection_and_nobody_else_any()
    {
        await using var server = await TokenServer.StartAsync();
        var clients = new List<WireClient>();
        for (var i = 0; i < 20; i++)
            clients.Add(await server.ConnectAsync(SignedToken.For("mia", TwoRights), TwoTopics));
        using var other = await server.ConnectAsync(SignedToken.For("eve", TwoRights), TwoTopics);
        await server.RevokeAsync("""{"principal":"mia"}""");
        foreach (var client in clients)
        {
            Assert.Equal(4212, (await client.ReceiveCloseAsync()).Code);
            client.Dispose();
        }

        await server.PublishAsync("room:1");
        Assert.Equal("room:1", (await other.ReceiveAsync("event")).GetProperty("service").GetString());
        using var again = await server.ConnectAsync(SignedToken.For("mia", TwoRights), TwoTopics);
    }

    [Fact]
    public async Task A_revoked_session_and_a_revoked_token_lose_their_connections()
    {
        await using var server = await TokenServer.StartAsync();
        using var first = await server.ConnectAsync(SignedToken.For("mia", TwoRights, id: "one"), TwoTopics);
        using var second = await server.ConnectAsync(SignedToken.For("mia", TwoRights, id: "two"), TwoTopics);
        using var third = await server.ConnectAsync(SignedToken.For("mia", TwoRights, id: "three"), TwoTopics);
        await server.RevokeAsync("""{"session":"s-one"}""");
        Assert.Equal(4212, (await first.ReceiveCloseAsync()).Code);
        await server.RevokeAsync("""{"token":"two"}""");
        Assert.Equal(4212, (await second.ReceiveCloseAsync()).Code);
        await server.PublishAsync("room:1");
        Assert.Equal("room:1", (await third.ReceiveAsync("event")).GetProperty("service").GetString());
    }

    [Fact]
    public async Task A_revocation_outlives_a_crash_of_the_server()
    {
        await using var server = await TokenServer.StartAsync();
        var token = SignedToken.For("mia", ["history:*"]);
        Assert.Equal((200, null), await server.AskAsync(HttpMethod.Get, "/v2/realtime/history?topic=room:1", token));
        await server.RevokeAsync("""{"principal":"mia"}""");
        await server.Server.RestartAsync();
        Assert.Equal((401, "token_revoked"), await server.AskAsync(HttpMethod.Get, "/v2/realtime/history?topic=room:1", token));
    }

    [Fact]
    public async Task A_narrowed_principal_loses_those_topics_and_streams_and_stays_connected()
    {
        await using var server = await TokenServer.StartAsync();
        var token = SignedToken.For("mia", ["subscribe:*", "stream.view:*", "stream.append:*"]);
        using var client = await server.ConnectAsync(token, TwoTopics);
        await client.SendAsync("""{"type":"stream.append","ref":1,"stream":"s1","data":"Hello"}""");
        await client.ReceiveAsync("appended");
        await client.SendAsync("""{"type":"stream.view","ref":2,"stream":"s1"}""");
        await client.ReceiveAsync("stream");
        await server.RevokeAsync("""{"principal":"mia","deny":["subscribe:persona:*","stream.view:s1"]}""");
        Assert.Equal("forbidden", (await client.ReceiveAsync("unsubscribed")).GetProperty("code").GetString());
        Assert.Equal("s1", (await client.ReceiveAsync("error")).GetProperty("stream").GetString());
        await client.SendAsync("""{"type":"stream.append","ref":3,"stream":"s1","at":5,"data":" there"}""");
        Assert.Equal("appended", (await client.ReceiveAsync()).GetProperty("type").GetString());
        await server.PublishAsync("persona:mia");
        await server.PublishAsync("room:1");
        Assert.Equal("room:1", (await client.ReceiveAsync()).GetProperty("service").GetString());
    }

    [Fact]
    public async Task An_event_stream_and_a_poll_whose_right_is_withdrawn_end()
    {
        await using var server = await TokenServer.StartAsync();
        var token = SignedToken.For("mia", TwoRights);
        using var whole = await FollowAsync(server, "room:1", token);
        using var part = await FollowAsync(server, "room:1,persona:mia", token);
        var poll = server.SendAsync(HttpMethod.Get, "/v2/realtime/poll?topics=room:1&lastSeq=0&wait=60", token);
        await server.RevokeAsync("""{"principal":"mia","deny":["subscribe:room:*"]}""");
        Assert.Equal("access_revoked", await LastWordAsync(whole));
        using (var answer = await poll)
            Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal((403, "forbidden"), await server.AskAsync(HttpMethod.Get, "/v2/realtime/poll?topics=room:1", token));
        await server.RevokeAsync("""{"principal":"mia"}""");
        Assert.Equal("access_revoked", await LastWordAsync(part));
    }

    [Fact]
    public async Task An_event_stream_ends_a_grace_after_its_token()
    {
        await using var server = await TokenServer.StartAsync("--Access:GraceSeconds=1");
        var token = SignedToken.For("mia", TwoRights, seconds: 3);
        using var events = await FollowAsync(server, "room:1", token);
        Assert.Equal("token_expired", await LastWordAsync(events));
    }

    private static Task<SseClient> FollowAsync(TokenServer server, string topics, string token) =>
        SseClient.OpenAsync(server.Server.Http, $"/v2/realtime/events?topics={topics}&access_token={token}");

    /// <summary>Reads an event stream to its end and returns the reason that it gave.</summary>
    private static async Task<string?> LastWordAsync(SseClient events)
    {
        string? reason = null;
        while (await events.ReceiveAsync() is { } message)
            reason = message.TryGetProperty("reason", out var told) ? told.GetString() : null;
        return reason;
    }

    private static async Task RefreshAsync(WireClient client, string token)
    {
        await client.SendAsync($$"""{"type":"refresh","ref":1,"token":"{{token}}"}""");
        var refreshed = await client.ReceiveAsync("refreshed");
        Assert.Equal(1, refreshed.GetProperty("ref").GetInt32());
        Assert.True(refreshed.GetProperty("expiresAt").GetDateTimeOffset() > DateTimeOffset.UtcNow);
    }
}
