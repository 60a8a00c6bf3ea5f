using System.Net.Http.Json;
using System.Text.Json;
using Attune.Server.Tests.Wire.Access;
using Attune.TestKit.Proofs;
using Attune.TestKit.Time;

namespace Attune.Server.Tests.Wire;

/// <summary>One socket for all services of a hotel, and the pool of those who are connected, as one server keeps them.</summary>
public sealed class HotelStreamTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private static readonly string[] Services =
        ["finance", "guest", "staff", "tasks", "properties", "users", "dashboard", "branding", "analytics", "reports"];

    [Fact]
    [Proves("D-05", "D-84")]
    public async Task One_socket_carries_all_ten_services_in_the_order_of_their_numbers()
    {
        await using var server = await RunningServer.StartAsync();
        var all = string.Join(',', Services.Select(service => $"\"{service}\""));
        using var client = await server.ConnectAsync($$"""{"services":[{{all}}],"version":1}""");
        foreach (var service in Services.Reverse())
            await server.PublishAsync($$$"""{"service":"{{{service}}}","type":"thing_happened","data":{}}""");
        var heard = new List<(string?, long)>();
        while (heard.Count < Services.Length)
        {
            var frame = await client.ReceiveAsync("event");
            heard.Add((frame.GetProperty("service").GetString(), frame.GetProperty("seq").GetInt64()));
        }

        Assert.Equal(Services.Reverse().Select((service, i) => ((string?)service, i + 1L)), heard);
    }

    [Fact]
    [Proves("D-04", "D-85")]
    public async Task The_pool_gives_an_event_to_those_of_its_organisation_service_and_property_and_forgets_who_leaves()
    {
        const string Finance = """{"services":["finance"],"version":1}""";
        await using var server = await TokenServer.StartAsync();
        using var desk = await server.ConnectAsync(SignedToken.For("ann", ["*"]), Finance);
        using var kitchen = await server.ConnectAsync(SignedToken.For("bob", ["*"]), """{"services":["tasks"],"version":1}""");
        using var north = await server.ConnectAsync(
            SignedToken.For("cleo", ["*"]), """{"services":["finance"],"version":1,"propertyId":2}""");
        using (var neighbour = await server.ConnectAsync(SignedToken.For("dan", ["*"], organisation: "acme"), Finance))
        {
            Assert.Equal((4, 2, 3, 1), await PoolAsync(server));
            foreach (var (service, data) in new[]
            {
                ("finance", """{"propertyId":1}"""), ("finance", """{"propertyId":2}"""), ("tasks", """{"propertyId":1}"""),
                ("finance", "{}"),
            })
                await PublishAsync(server, TokenServer.Operator, service, data);
            await PublishAsync(server, SignedToken.For("eve", ["*"], organisation: "acme"), "finance", "\"acme\"");
            Assert.Equal([1, 2, 4], await SeqsAsync(desk, 3));
            Assert.Equal([2, 4], await SeqsAsync(north, 2));
            Assert.Equal([3], await SeqsAsync(kitchen, 1));
            // The first thing that it hears is its own organisation's.
            Assert.Equal("\"acme\"",
                (await neighbour.ReceiveAsync()).GetProperty("events")[0].GetProperty("data").GetRawText());
        }

        await Eventually.GetAsync(Deadline, () => PoolAsync(server), pool => pool == (3, 1, 3, 0));
    }

    [Fact]
    [Proves("D-35", "D-38")]
    public async Task The_subscriptions_to_services_stay_ten_while_people_come_go_and_follow_rooms()
    {
        const int People = 20;
        await using var server = await RunningServer.StartAsync();
        for (var round = 0; round < 3; round++)
        {
            List<WireClient> clients = [];
            for (var i = 0; i < People; i++)
                clients.Add(await server.ConnectAsync($$"""{"services":["finance","guest","room:{{i}}"],"version":1}"""));
            Assert.Equal((10, People), await SubscriptionsAsync(server));
            clients.ForEach(client => client.Dispose());
            await Eventually.GetAsync(Deadline, () => SubscriptionsAsync(server), state => state == (10, 0));
        }
    }

    private static async Task<(long Connections, long Organisations, long Local, long Acme)> PoolAsync(TokenServer server)
    {
        using var answer = await server.SendAsync(HttpMethod.Get, "/v2/realtime/metrics", TokenServer.Operator);
        var pool = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("connectionPoolStats");
        var byOrganisation = pool.GetProperty("connectionsByOrg");
        return (pool.GetProperty("totalConnections").GetInt64(), pool.GetProperty("totalOrgs").GetInt64(),
            Of("local"), Of("acme"));

        long Of(string organisation) => byOrganisation.TryGetProperty(organisation, out var count) ? count.GetInt64() : 0;
    }

    private static async Task<(long Subscriptions, long Connections)> SubscriptionsAsync(RunningServer server)
    {
        var pool = (await server.GetAsync("/v2/realtime/metrics")).GetProperty("connectionPoolStats");
        return (pool.GetProperty("totalSubscriptions").GetInt64(), pool.GetProperty("totalConnections").GetInt64());
    }

    private static async Task PublishAsync(TokenServer server, string token, string service, string data)
    {
        var body = $$$"""{"service":"{{{service}}}","type":"thing_happened","data":{{{data}}}}""";
        Assert.Equal((200, null), await server.AskAsync(HttpMethod.Post, "/v2/realtime/publish", token, body));
    }

    private static async Task<List<long>> SeqsAsync(WireClient client, int count)
    {
        var seqs = new List<long>();
        while (seqs.Count < count)
            seqs.Add((await client.ReceiveAsync("event")).GetProperty("seq").GetInt64());
        return seqs;
    }
}
