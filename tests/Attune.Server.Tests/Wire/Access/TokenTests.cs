using System.Net.Http.Json;
using System.Text.Json;

namespace Attune.Server.Tests.Wire.Access;

/// <summary>Callers prove who they are by tokens, on every transport, and may do what the tokens say.</summary>
public sealed class TokenTests
{
    private const string Hello = """{"services":["persona:mia"],"version":1}""";
    private const string Event = """{"service":"persona:mia","type":"thing.happened","data":{}}""";

    [Fact]
    public async Task A_token_is_taken_from_the_address_the_header_and_the_first_frame()
    {
        await using var server = await TokenServer.StartAsync();
        var token = SignedToken.For("mia", ["subscribe:persona:*"]);
        using var byAddress = await server.ConnectAsync(token, Hello);
        var (byHeader, head) = await WireClient.UpgradeAsync(server.Server.Socket, $"Authorization: Bearer {token}\r\n");
        using var closing = byHeader;
        Assert.StartsWith("HTTP/1.1 101 ", head, StringComparison.Ordinal);
        await byHeader.SendAsync(Hello);
        Assert.Equal("ack", (await byHeader.ReceiveAsync()).GetProperty("type").GetString());
        using var byFrame = await server.Server.ConnectAsync();
        await byFrame.SendAsync(Hello);
        Assert.Equal("token_missing", (await byFrame.ReceiveAsync("error")).GetProperty("code").GetString());
        await byFrame.SendAsync($$"""{"services":["persona:mia"],"version":1,"token":"{{token}}"}""");
        var ack = await byFrame.ReceiveAsync("ack");
        Assert.True(ack.TryGetProperty("expiresAt", out _));
        await server.PublishAsync("persona:mia");
        foreach (var client in (WireClient[])[byAddress, byHeader, byFrame])
            Assert.Equal("persona:mia", (await client.ReceiveAsync("event")).GetProperty("service").GetString());
    }

    [Fact]
    public async Task A_wrong_token_is_refused_with_a_reason_before_and_after_the_upgrade()
    {
        await using var server = await TokenServer.StartAsync();
        var expired = SignedToken.For("mia", ["*"], seconds: -1);
        var (client, head) = await WireClient.UpgradeAsync(server.SocketOf(expired));
        client.Dispose();
        Assert.StartsWith("HTTP/1.1 401 ", head, StringComparison.Ordinal);
        Assert.Contains("WWW-Authenticate: Bearer", head, StringComparison.OrdinalIgnoreCase);
        using var late = await server.Server.ConnectAsync();
        await late.SendAsync($$"""{"services":["persona:mia"],"version":1,"token":"{{expired}}"}""");
        Assert.Equal("token_expired", (await late.ReceiveAsync("error")).GetProperty("code").GetString());
        var (code, reason, _) = await late.ReceiveCloseAsync();
        Assert.Equal((4210, "unauthorized"), (code, reason));
    }

    [Theory]
    [InlineData("GET", "/v2/realtime/events?topics=finance", null)]
    [InlineData("GET", "/v2/realtime/poll?topics=finance", null)]
    [InlineData("POST", "/v2/realtime/publish", Event)]
    [InlineData("GET", "/v2/realtime/history?topic=finance", null)]
    [InlineData("POST", "/v2/realtime/streams/s1", "text")]
    [InlineData("GET", "/v2/realtime/streams/s1", null)]
    [InlineData("DELETE", "/v2/realtime/streams/s1", null)]
    [InlineData("GET", "/v2/realtime/connections", null)]
    [InlineData("GET", "/v1/conversations", null)]
    [InlineData("POST", "/v2/realtime/tokens", "{}")]
    [InlineData("POST", "/v2/realtime/revocations", "{}")]
    public async Task Every_address_wants_a_token_and_its_right(string method, string path, string? body)
    {
        await using var server = await TokenServer.StartAsync();
        var verb = new HttpMethod(method);
        Assert.Equal((401, "token_missing"), await server.AskAsync(verb, path, null, body));
        Assert.Equal((401, "token_invalid"), await server.AskAsync(verb, path, "x.y.z", body));
        Assert.Equal((401, "token_expired"), await server.AskAsync(verb, path, SignedToken.For("mia", ["*"], -1), body));
        Assert.Equal((403, "forbidden"), await server.AskAsync(verb, path, SignedToken.For("mia", ["nothing.much:x"]), body));
    }

    [Fact]
    public async Task A_right_counts_for_its_topics_and_verbs_alone_on_every_transport()
    {
        await using var server = await TokenServer.StartAsync();
        var token = SignedToken.For("mia", ["subscribe:persona:*", "publish:room:1", "history:room:1", "stream.append:mine"]);
        Assert.Equal((403, "forbidden"), await server.AskAsync(HttpMethod.Get, "/v2/realtime/events?topics=finance", token));
        Assert.Equal((403, "forbidden"),
            await server.AskAsync(HttpMethod.Get, "/v2/realtime/poll?topics=persona:mia,finance", token));
        Assert.Equal((200, null), await server.AskAsync(HttpMethod.Get, "/v2/realtime/poll?topics=persona:mia", token));
        Assert.Equal((403, "forbidden"), await server.AskAsync(HttpMethod.Post, "/v2/realtime/publish", token, Event));
        Assert.Equal((200, null), await server.AskAsync(HttpMethod.Post, "/v2/realtime/publish", token,
            """{"service":"room:1","type":"chat","data":{}}"""));
        Assert.Equal((403, "forbidden"), await server.AskAsync(HttpMethod.Get, "/v2/realtime/history?topic=room:2", token));
        Assert.Equal((200, null), await server.AskAsync(HttpMethod.Get, "/v2/realtime/history?topic=room:1", token));
        Assert.Equal((403, "forbidden"), await server.AskAsync(HttpMethod.Post, "/v2/realtime/streams/yours", token, "text"));
        Assert.Equal((200, null), await server.AskAsync(HttpMethod.Post, "/v2/realtime/streams/mine", token, "text"));
        using var client = await server.ConnectAsync(token, Hello);
        foreach (var frame in (string[])[
            """{"type":"subscribe","ref":1,"topics":["persona:eve","finance"]}""",
            """{"type":"publish","ref":2,"topic":"persona:mia","event":{"type":"chat","data":{}}}""",
            """{"type":"history","ref":3,"topic":"persona:mia"}""",
            """{"type":"stream.append","ref":4,"stream":"yours","data":"x"}""",
            """{"type":"stream.stop","ref":5,"stream":"mine"}""",
            """{"type":"stream.view","ref":6,"stream":"mine"}"""])
        {
            await client.SendAsync(frame);
            Assert.Equal("forbidden", (await client.ReceiveAsync("error")).GetProperty("code").GetString());
        }

        await client.SendAsync("""{"type":"subscribe","ref":7,"topics":["persona:eve"]}""");
        Assert.Equal(7, (await client.ReceiveAsync("subscribed")).GetProperty("ref").GetInt32());
    }

    [Fact]
    public async Task An_operator_gets_tokens_from_the_server_and_they_work()
    {
        await using var server = await TokenServer.StartAsync();
        using var response = await server.SendAsync(HttpMethod.Post, "/v2/realtime/tokens", TokenServer.Operator,
            """{"principal":"mia","allow":["subscribe:persona:*"],"minutes":5}""");
        Assert.Equal(201, (int)response.StatusCode);
        Assert.True(response.Headers.CacheControl?.NoStore);
        var reply = await response.Content.ReadFromJsonAsync<JsonElement>();
        using var client = await server.ConnectAsync(reply.GetProperty("token").GetString()!, Hello);
        await server.RevokeAsync($$"""{"token":"{{reply.GetProperty("id").GetString()}}"}""");
        var (code, reason, _) = await client.ReceiveCloseAsync();
        Assert.Equal((4212, "access_revoked"), (code, reason));
    }

    [Fact]
    public async Task In_local_mode_any_token_or_none_will_do_and_renews_nothing()
    {
        await using var server = await RunningServer.StartAsync();
        using var client = await WireClient.ConnectAsync(new UriBuilder(server.Socket) { Query = "access_token=whatever" }.Uri,
            """{"services":["finance"],"version":1,"token":"whatever"}""");
        using var odd = await server.ConnectAsync("""{"services":["finance"],"version":1,"token":5}""");
        await client.SendAsync("""{"type":"refresh","ref":1,"token":"whatever"}""");
        var refreshed = await client.ReceiveAsync();
        Assert.Equal("""{"type":"refreshed","ref":1}""", refreshed.GetRawText());
        using var response = await server.PostAsync("/v2/realtime/revocations", """{"principal":"owner"}""");
        Assert.Equal(409, (int)response.StatusCode);
    }
}
