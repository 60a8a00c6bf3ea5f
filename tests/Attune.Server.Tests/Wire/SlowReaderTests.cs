using System.Text.Json;

namespace Attune.Server.Tests.Wire;

/// <summary>A reader that is behind reads from the log, in order, and costs the others nothing.</summary>
public sealed class SlowReaderTests
{
    private const int Events = 900;
    private static readonly string Filling = new('x', 2000);

    [Fact]
    public async Task A_replay_from_disk_merges_the_topics_in_the_order_of_their_numbers()
    {
        await using var server = await StartWithSmallRingsAsync();
        await PublishAsync(server);
        using var client = await server.ConnectAsync("""{"services":["finance","guest","staff"],"version":1,"lastSeq":0}""");
        await AssertAllInOrderAsync(client);
        var metrics = await server.GetAsync("/v2/realtime/metrics");
        Assert.Equal(Events, metrics.GetProperty("missedEventsReplayed").GetInt64());
        Assert.InRange(metrics.GetProperty("eventsBuffered").GetInt64(), 1, Events - 1);
    }

    [Fact]
    public async Task A_reader_that_stops_reading_gets_everything_later_while_another_is_served_at_once()
    {
        await using var server = await StartWithSmallRingsAsync();
        using var stalled = await server.ConnectAsync("""{"services":["finance","guest","staff"],"version":1}""");
        using var healthy = await server.ConnectAsync("""{"services":["finance","guest","staff"],"version":1}""");
        var reading = AssertAllInOrderAsync(healthy);
        await PublishAsync(server);
        await reading;
        await AssertAllInOrderAsync(stalled);
    }

    [Fact]
    public async Task A_position_before_what_is_kept_is_told_as_a_gap_with_its_range()
    {
        await using var server = await RunningServer.StartAsync(
            "--Realtime:Retention:MaxEvents=10", "--Realtime:Retention:MinEvents=5", "--Realtime:Retention:MinAgeSeconds=0");
        for (var i = 0; i < 30; i++)
            await server.PublishAsync("""{"service":"finance","type":"t","data":1}""");
        using var client = await server.ConnectAsync("""{"services":["finance"],"version":1,"lastSeq":3}""");
        var gap = await client.ReceiveAsync();
        Assert.Equal(("gap", 4, 20, "trimmed"), (gap.GetProperty("type").GetString(), gap.GetProperty("from").GetInt64(),
            gap.GetProperty("to").GetInt64(), gap.GetProperty("reason").GetString()));
        Assert.Equal(21, (await client.ReceiveAsync()).GetProperty("seq").GetInt64());
        using var fresh = await server.ConnectAsync("""{"services":["finance"],"version":1,"lastSeq":0}""");
        Assert.Equal("event", (await fresh.ReceiveAsync()).GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_reader_that_stops_reading_a_topic_that_drops_goes_on_near_the_end_and_is_told()
    {
        const int Large = 100;
        await using var server = await RunningServer.StartAsync("--Realtime:Topics:90:Pattern=camera:*",
            "--Realtime:Topics:90:SlowReaders=drop", "--Realtime:Topics:90:SlowAfterBytes=1000000");
        using var stalled = await server.ConnectAsync("""{"services":["camera:1"],"version":1}""");
        // More than the buffers of both sockets hold, so that the server has to wait for the reader.
        var picture = new string('x', 240_000);
        for (var i = 0; i < Large; i++)
            await server.PublishAsync($$"""{"service":"camera:1","type":"t","data":"{{picture}}"}""");
        var (at, dropped) = (0L, 0L);
        while (at < Large)
        {
            var frame = await stalled.ReceiveAsync();
            if (frame.GetProperty("type").GetString() == "gap")
            {
                Assert.Equal("dropped", frame.GetProperty("reason").GetString());
                Assert.Equal(at + 1, frame.GetProperty("from").GetInt64());
                dropped += frame.GetProperty("missed").GetInt64();
                at = frame.GetProperty("to").GetInt64();
                continue;
            }

            Assert.Equal(at, frame.GetProperty("prev").GetInt64());
            at = frame.GetProperty("seq").GetInt64();
        }

        Assert.InRange(dropped, 1, Large - 1);
    }

    private static Task<RunningServer> StartWithSmallRingsAsync() =>
        RunningServer.StartAsync("--Realtime:RingBytesPerTopic=16384", "--Realtime:RingBytes=1048576");

    private static async Task PublishAsync(RunningServer server)
    {
        string[] topics = ["finance", "guest", "staff"];
        for (var i = 0; i < Events; i += 3)
        {
            var body = topics.Select(topic => $$"""{"service":"{{topic}}","type":"t","data":"{{Filling}}"}""");
            await server.PublishAsync($"[{string.Join(',', body)}]");
        }
    }

    private static async Task AssertAllInOrderAsync(WireClient client)
    {
        var previous = new Dictionary<string, long>();
        for (var seq = 1L; seq <= Events; seq++)
        {
            var frame = await client.ReceiveAsync("event");
            var topic = frame.GetProperty("service").GetString()!;
            Assert.Equal((seq, previous.GetValueOrDefault(topic)), (frame.GetProperty("seq").GetInt64(), Prev(frame)));
            previous[topic] = seq;
        }

        static long Prev(JsonElement frame) => frame.GetProperty("prev").GetInt64();
    }
}
