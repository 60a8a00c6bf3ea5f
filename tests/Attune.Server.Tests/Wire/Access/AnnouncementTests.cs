using System.Net.Http.Json;
using System.Text.Json;
using Attune.Server.Tests.Wire.Transports;
using Attune.TestKit.Proofs;

namespace Attune.Server.Tests.Wire.Access;

/// <summary>What is announced reaches everyone it is for and nobody else, without their naming a topic.</summary>
public sealed class AnnouncementTests
{
    private const string Hello = """{"version":1,"announcements":true}""";
    private const string Everyone = """{"to":{"everyone":true},"title":"To everyone"}""";
    private const string Crew = """{"to":{"group":"crew"},"title":"To the crew","text":"At ten.","level":"warning","id":"c-1"}""";

    [Fact]
    [Proves("B-35")]
    public async Task It_reaches_everyone_one_organisation_or_one_group()
    {
        await using var server = await TokenServer.StartAsync();
        using var member = await server.ConnectAsync(SignedToken.For("mia", [], groups: "crew,desk"), Hello);
        using var outsider = await server.ConnectAsync(SignedToken.For("eve", []), Hello);
        using var neighbour = await server.ConnectAsync(SignedToken.For("ann", [], groups: "crew", organisation: "acme"), Hello);
        using var deaf = await server.ConnectAsync(
            SignedToken.For("bob", ["subscribe:room:1"]), """{"services":["room:1"],"version":1}""");
        var sue = SignedToken.For("sue", [], groups: "crew");
        using var listener = await SseClient.OpenAsync(
            server.Server.Http, $"/v2/realtime/events?announcements=true&access_token={sue}");
        await AnnounceAsync(server, Crew);
        await AnnounceAsync(server, """{"to":{"organisation":"acme"},"title":"To acme"}""");
        await AnnounceAsync(server, """{"to":{"organisation":"local"},"title":"To local"}""");
        await AnnounceAsync(server, Everyone);
        await server.PublishAsync("room:1");
        Assert.Equal(["To the crew", "To local", "To everyone"], await TitlesAsync(member, 3));
        Assert.Equal(["To local", "To everyone"], await TitlesAsync(outsider, 2));
        Assert.Equal(["To acme", "To everyone"], await TitlesAsync(neighbour, 2));
        Assert.Equal("room:1", (await deaf.ReceiveAsync("event")).GetProperty("service").GetString());
        var heard = await listener.ReceiveAsync("event");
        Assert.Equal("group:crew", heard.GetProperty("service").GetString());
        var data = heard.GetProperty("events")[0].GetProperty("data");
        Assert.Equal("""{"title":"To the crew","text":"At ten.","level":"warning","to":"group:crew"}""", data.GetRawText());
    }

    [Fact]
    public async Task A_repeat_with_the_same_id_says_it_once()
    {
        await using var server = await TokenServer.StartAsync();
        using var member = await server.ConnectAsync(SignedToken.For("mia", [], groups: "crew"), Hello);
        var first = await AnnounceAsync(server, Crew);
        var again = await AnnounceAsync(server, Crew);
        Assert.Equal(first.GetRawText(), again.GetRawText());
        Assert.Equal(("c-1", "group:crew"), (first.GetProperty("id").GetString(), first.GetProperty("topic").GetString()));
        await AnnounceAsync(server, Everyone);
        Assert.Equal(["To the crew", "To everyone"], await TitlesAsync(member, 2));
    }

    [Fact]
    public async Task What_was_missed_is_replayed_from_the_position_or_from_the_start()
    {
        await using var server = await TokenServer.StartAsync();
        await AnnounceAsync(server, """{"to":{"organisation":"local"},"title":"First"}""");
        var token = SignedToken.For("mia", []);
        using var late = await server.ConnectAsync(token,
            """{"version":1,"announcements":true,"lastSeq":{"system/announcements":0}}""");
        Assert.Equal(["First"], await TitlesAsync(late, 1));
        using var live = await server.ConnectAsync(token, Hello);
        await AnnounceAsync(server, """{"to":{"organisation":"local"},"title":"Second"}""");
        Assert.Equal(["Second"], await TitlesAsync(live, 1));
        using var resumed = await server.ConnectAsync(token, """{"version":1,"announcements":true,"lastSeq":1}""");
        Assert.Equal(["Second"], await TitlesAsync(resumed, 1));
    }

    [Fact]
    public async Task Groups_follow_the_token()
    {
        await using var server = await TokenServer.StartAsync();
        using var client = await server.ConnectAsync(SignedToken.For("mia", [], groups: "desk"), Hello);
        await client.SendAsync($$"""{"type":"refresh","ref":1,"token":"{{SignedToken.For("mia", [], groups: "crew")}}"}""");
        await client.ReceiveAsync("refreshed");
        Assert.True((await client.ReceiveAsync("subscribed")).GetProperty("position").TryGetProperty("group:crew", out _));
        Assert.Equal("group:desk", (await client.ReceiveAsync("unsubscribed")).GetProperty("topics")[0].GetString());
        await AnnounceAsync(server, """{"to":{"group":"desk"},"title":"To the desk"}""");
        await AnnounceAsync(server, Crew);
        Assert.Equal(["To the crew"], await TitlesAsync(client, 1));
        await client.SendAsync("""{"type":"subscribe","ref":2,"topics":["group:desk"]}""");
        Assert.Equal("forbidden", (await client.ReceiveAsync("error")).GetProperty("code").GetString());
    }

    [Fact]
    public async Task It_needs_its_right_and_one_more_beyond_the_own_organisation()
    {
        await using var server = await TokenServer.StartAsync();
        const string Local = """{"to":{"organisation":"local"},"title":"x"}""";
        var groups = SignedToken.For("mia", ["announce:group:*"]);
        Assert.Equal((403, "forbidden"), await AskAsync(SignedToken.For("mia", ["publish:*"]), Crew));
        Assert.Equal((201, null), await AskAsync(groups, Crew));
        Assert.Equal((403, "forbidden"), await AskAsync(groups, Local));
        Assert.Equal((201, null), await AskAsync(SignedToken.For("mia", ["announce:organisation"]), Local));
        Assert.Equal((403, "forbidden"), await AskAsync(SignedToken.For("mia", ["announce:*"]), Everyone));
        Assert.Equal((201, null), await AskAsync(SignedToken.For("mia", ["announce:*", "announce.everywhere"]), Everyone));
        Assert.Equal((404, "unknown_organisation"),
            await AskAsync(TokenServer.Operator, """{"to":{"organisation":"../x"},"title":"x"}"""));

        Task<(int Status, string? Code)> AskAsync(string token, string body) =>
            server.AskAsync(HttpMethod.Post, "/v2/realtime/announcements", token, body);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"title":"x"}""")]
    [InlineData("""{"to":{},"title":"x"}""")]
    [InlineData("""{"to":{"everyone":false},"title":"x"}""")]
    [InlineData("""{"to":{"everyone":true,"group":"crew"},"title":"x"}""")]
    [InlineData("""{"to":{"everyone":true}}""")]
    [InlineData("""{"to":{"everyone":true},"title":""}""")]
    [InlineData("""{"to":{"everyone":true},"title":"x","level":"loud"}""")]
    [InlineData("""{"to":{"everyone":true},"title":"x","expiresAt":"2020-01-01T00:00:00Z"}""")]
    public async Task What_is_not_an_announcement_is_refused(string body)
    {
        await using var server = await RunningServer.StartAsync();
        using var response = await server.PostAsync("/v2/realtime/announcements", body);
        Assert.Equal(400, (int)response.StatusCode);
    }

    [Fact]
    public async Task In_local_mode_it_reaches_who_asks_for_it_and_no_one_who_types_a_plain_handshake()
    {
        await using var server = await RunningServer.StartAsync();
        using var asks = await server.ConnectAsync("""{"services":["finance"],"version":1,"announcements":true}""");
        using var plain = await server.ConnectAsync("""{"services":["finance"],"version":1}""");
        using var response = await server.PostAsync("/v2/realtime/announcements", Everyone);
        Assert.Equal(201, (int)response.StatusCode);
        await server.PublishAsync("""{"service":"finance","type":"revenue_added","data":1}""");
        Assert.Equal(["To everyone"], await TitlesAsync(asks, 1));
        Assert.Equal("finance", (await plain.ReceiveAsync("event")).GetProperty("service").GetString());
    }

    private static async Task<JsonElement> AnnounceAsync(TokenServer server, string body)
    {
        using var response = await server.SendAsync(HttpMethod.Post, "/v2/realtime/announcements", TokenServer.Operator, body);
        Assert.True((int)response.StatusCode == 201, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<List<string?>> TitlesAsync(WireClient client, int count)
    {
        var titles = new List<string?>();
        while (titles.Count < count)
        {
            foreach (var item in (await client.ReceiveAsync("event")).GetProperty("events").EnumerateArray())
                titles.Add(item.GetProperty("data").GetProperty("title").GetString());
        }

        return titles;
    }
}
