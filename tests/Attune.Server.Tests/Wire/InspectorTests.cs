using System.Net;
using System.Text.Json;

namespace Attune.Server.Tests.Wire;

/// <summary>What the inspector and the metrics of a running server tell of its connections and topics.</summary>
public sealed class InspectorTests
{
    [Fact]
    public async Task The_slowest_connections_come_first_and_topics_have_a_rate()
    {
        await using var server = await RunningServer.StartAsync();
        using var healthy = await server.ConnectAsync("""{"services":["room:1"],"version":1}""");
        using var stalled = await server.ConnectAsync("""{"services":["room:2"],"version":1}""");
        // More than the buffers of both sockets hold, so that the server has to wait for the reader.
        var picture = new string('x', 240_000);
        for (var i = 0; i < 100; i++)
            await server.PublishAsync($$"""{"service":"room:2","type":"t","data":"{{picture}}"}""");
        var slowest = await UntilOneIsBehindAsync(server);
        Assert.Equal(["room:2"], slowest.GetProperty("topics").EnumerateArray().Select(topic => topic.GetString()));
        Assert.InRange(slowest.GetProperty("lagEvents").GetInt64(), 1, 99);
        Assert.True(slowest.GetProperty("lagBytes").GetInt64() >= 240_000 * slowest.GetProperty("lagEvents").GetInt64());
        Assert.Equal("websocket", slowest.GetProperty("transport").GetString());
        Assert.Equal(2, (await server.GetAsync("/v2/realtime/connections")).GetProperty("items").GetArrayLength());
        var topics = (await server.GetAsync("/v2/realtime/topics")).GetProperty("items").EnumerateArray().ToList();
        var room = topics.Single(topic => topic.GetProperty("topic").GetString() == "room:2");
        Assert.Equal((1, 100), (room.GetProperty("subscribers").GetInt32(), room.GetProperty("position").GetInt64()));
        Assert.True(room.GetProperty("eventsPerSecond").GetDouble() > 0);
        await AssertRefusedAsync(server, "connections?slowest");
    }

    [Fact]
    public async Task The_busiest_topics_come_first()
    {
        await using var server = await RunningServer.StartAsync();
        using var first = await server.ConnectAsync("""{"services":["room:1"],"version":1}""");
        using var second = await server.ConnectAsync("""{"services":["room:1"],"version":1}""");
        using var third = await server.ConnectAsync("""{"services":["room:2"],"version":1}""");
        for (var i = 0; i < 40; i++)
            await server.PublishAsync("""{"service":"room:1","type":"t","data":1}""");
        for (var i = 0; i < 4; i++)
            await server.PublishAsync("""{"service":"room:2","type":"t","data":1}""");
        Assert.Equal(["room:1"], Names(await server.GetAsync("/v2/realtime/topics?busiest=1")));
        Assert.Equal(["room:1", "room:2"], Names(await server.GetAsync("/v2/realtime/topics?busiest=2")));
        await AssertRefusedAsync(server, "topics?busiest");

        static IEnumerable<string?> Names(JsonElement list) =>
            list.GetProperty("items").EnumerateArray().Select(topic => topic.GetProperty("topic").GetString());
    }

    [Fact]
    public async Task Prometheus_text_has_the_distributions_and_the_counters_by_reason()
    {
        await using var server = await RunningServer.StartAsync();
        using var refused = await server.ConnectAsync();
        await refused.SendAsync("""{"services":["no-such-topic"],"version":1}""");
        await refused.ReceiveAsync("error");
        using var client = await server.ConnectAsync("""{"services":["finance"],"version":1,"lastSeq":0}""");
        await server.PublishAsync("""{"service":"finance","type":"t","data":1}""");
        await client.ReceiveAsync("event");
        var text = await server.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        foreach (var line in (string[])[
            "attune_realtime_handshakes_rejected_total{reason=\"unknown_service\"} 1\n",
            "attune_realtime_recoveries_total{outcome=\"current\"} 1\n",
            "attune_realtime_recoveries_total{outcome=\"gap\"} 0\n",
            "attune_realtime_consumers_slowed_total{policy=\"drop\"} 0\n",
            "attune_realtime_pings_missed_total 0\n",
            "attune_realtime_streams_orphaned_total 0\n",
            "attune_realtime_compression_in_bytes_total 0\n",
            "# TYPE attune_realtime_write_frames histogram\n"])
        {
            Assert.Contains(line, text, StringComparison.Ordinal);
        }
    }

    private static async Task AssertRefusedAsync(RunningServer server, string query)
    {
        foreach (var wrong in (string[])["0", "501", "-1", "many", ""])
        {
            using var response = await server.Http.GetAsync(new Uri($"/v2/realtime/{query}={wrong}", UriKind.Relative));
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        }
    }

    private static async Task<JsonElement> UntilOneIsBehindAsync(RunningServer server)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var items = (await server.GetAsync("/v2/realtime/connections?slowest=1")).GetProperty("items");
            if (items.GetArrayLength() == 1 && items[0].GetProperty("lagEvents").GetInt64() > 0)
                return items[0];
            await Task.Delay(50, deadline.Token);
        }
    }
}
