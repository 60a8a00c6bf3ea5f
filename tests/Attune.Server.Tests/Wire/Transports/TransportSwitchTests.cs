using Attune.TestKit.Proofs;

namespace Attune.Server.Tests.Wire.Transports;

/// <summary>
/// A client that changes its transport at random, in the middle of everything, with a server that is killed once: nothing is
/// lost, doubled or out of order, whatever it hands over (a token, or number and generation of the last event).
/// </summary>
public sealed class TransportSwitchTests
{
    private const string Topics = "finance,guest,staff";
    private const int Publishes = 250;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [Proves("D-70")]
    public async Task Random_switches_between_all_transports_lose_and_double_nothing(int seed)
    {
        await using var server = await RunningServer.StartAsync(
            "--Realtime:RingBytesPerTopic=16384", "--Realtime:RingBytes=1048576");
        using var deadline = new CancellationTokenSource(Deadline);
        var reader = new SwitchingReader(server, Topics, new Random(seed));
        await reader.StartAsync();
        var reading = reader.ReadUntilAsync("last", deadline.Token);
        await PublishAsync(server, new Random(-seed), ["finance", "guest", "staff"], restart: true, deadline.Token);
        await reading;
        var log = await LogAsync(server, ["finance", "guest", "staff"]);
        Assert.Equal(log.Select(one => one.Seq), reader.Seqs);
        Assert.Equal(log.Select(one => one.Data), reader.Data);
        Assert.True(reader.Uses.All(used => used.Value > 0), $"Not every transport was used: {string.Join(", ", reader.Uses)}");
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Topics_of_two_domains_share_a_token_over_event_streams_and_polls(int seed)
    {
        await using var server = await RunningServer.StartAsync(
            "--Realtime:Topics:0:Pattern=persona:*", "--Realtime:Topics:0:Durability=memory");
        using var deadline = new CancellationTokenSource(Deadline);
        var reader = new SwitchingReader(server, "finance,persona:mia", new Random(seed)) { OnlyTokens = true };
        await reader.StartAsync();
        var reading = reader.ReadUntilAsync("last", deadline.Token);
        await PublishAsync(server, new Random(-seed), ["finance", "persona:mia"], restart: false, deadline.Token);
        await reading;
        foreach (var topic in new[] { "finance", "persona:mia" })
            Assert.Equal((await LogAsync(server, [topic])).Select(one => one.Data), reader.DataOf(topic));
    }

    private static async Task PublishAsync(
        RunningServer server, Random random, string[] topics, bool restart, CancellationToken cancellation)
    {
        for (var i = 0; i < Publishes; i++)
        {
            if (restart && i == Publishes / 2)
                await server.RestartAsync();
            var filling = new string('x', random.Next(600));
            var topic = topics[random.Next(topics.Length)];
            var events = Enumerable.Range(0, random.Next(1, 4)).Select(j =>
                $$"""{"service":"{{topic}}","type":"t","data":"{{i}}.{{j}} {{filling}}"}""");
            await server.PublishAsync($"[{string.Join(',', events)}]");
            cancellation.ThrowIfCancellationRequested();
        }

        // Of all topics, the home domain's ends last: the reader stops at the last of these.
        foreach (var topic in topics.Reverse())
            await server.PublishAsync($$"""{"service":"{{topic}}","type":"last","data":"end"}""");
    }

    private static async Task<List<(long Seq, string Data)>> LogAsync(RunningServer server, string[] topics)
    {
        var all = new List<(long, string)>();
        foreach (var topic in topics)
        {
            var page = await server.GetAsync($"/v2/realtime/history?topic={topic}&limit=1000");
            all.AddRange(page.GetProperty("events").EnumerateArray().Select(one =>
                (one.GetProperty("seq").GetInt64(), one.GetProperty("data").GetRawText())));
        }

        all.Sort();
        return all;
    }
}
