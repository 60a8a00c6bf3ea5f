using Attune.Contracts.Errors;
using Attune.Realtime.Delivery.Commands;
using Attune.Realtime.Settings;
using Attune.Realtime.Streams;
using Attune.Realtime.Subscriptions;

namespace Attune.Realtime.Tests.Delivery;

/// <summary>
/// Goal: each policy does to a reader that stalls what it promises, and says so; others notice nothing.
/// Method: a peer that stops reading while events are published, with small bounds; then it reads on, and what it got is
/// compared event by event with what was published.
/// </summary>
public sealed class SlowReaderPolicyTests
{
    private const int Bound = 4000;
    private static readonly string s_filling = new('x', 300);

    [Fact]
    public async Task Catchup_gives_everything_later()
    {
        await using var harness = Start();
        var (stalled, healthy) = await StallAsync(harness, "catchup:1", 100);
        Assert.Equal(100, Seqs(healthy.Take()).Count);
        var frames = await GoOnAsync(stalled, last: 100);
        Assert.Equal(Enumerable.Range(1, 100).Select(i => (long)i), Seqs(frames));
        Assert.DoesNotContain(frames, IsGap);
    }

    [Fact]
    public async Task Conflate_gives_the_newest_of_each_key_and_tells_every_hole()
    {
        await using var harness = Start();
        var (stalled, healthy) = await StallAsync(harness, "conflate:1", 100, i => $"k{i % 5}");
        Assert.Equal(100, Seqs(healthy.Take()).Count);
        var frames = await GoOnAsync(stalled, last: 100);
        // The first was on its way when the peer stalled; then the last of each of the five keys.
        Assert.Equal([1, 96, 97, 98, 99, 100], Seqs(frames));
        AssertNoSilentHole(frames, last: 100, "conflated");
        Assert.Equal(94, harness.Sum(counters => counters.Skipped));
        Assert.Equal(frames.Count(IsGap), harness.Sum(counters => counters.SlowActions(SlowReaderPolicy.Conflate)));
    }

    [Fact]
    public async Task Conflate_keeps_a_key_that_was_published_once_long_ago_and_events_without_a_key()
    {
        await using var harness = Start();
        var (stalled, _) = await StallAsync(
            harness, "conflate:1", 100, i => i == 3 ? "rare" : i == 5 ? null : "often");
        var frames = await GoOnAsync(stalled, last: 100);
        Assert.Equal([1, 3, 5, 100], Seqs(frames));
        AssertNoSilentHole(frames, last: 100, "conflated");
    }

    [Fact]
    public void More_keys_than_are_remembered_are_delivered_rather_than_skipped()
    {
        var newest = new NewestByKey();
        EventFrame[] frames = [.. Enumerable.Range(0, 25_000).Select(i => Frame(i, $"k{i}"))];
        foreach (var frame in frames)
            newest.Add(frame);
        Assert.DoesNotContain(frames, newest.IsSuperseded);
        newest.Add(Frame(25_000, "k24999"));
        Assert.Equal([24_999L], frames.Where(newest.IsSuperseded).Select(frame => frame.Unit));

        static EventFrame Frame(long unit, string key) => new()
        {
            Unit = unit,
            FirstSeq = unit,
            LastSeq = unit,
            Prev = unit - 1,
            FirstOrdinal = unit,
            Scope = null,
            Origin = 0,
            Keys = [key],
            Bytes = [],
            JsonStart = 0,
            Events = [],
        };
    }

    [Fact]
    public async Task Conflate_compares_keys_within_a_scope_only()
    {
        await using var harness = Start();
        var peer = new StallingPeer();
        await harness.ConnectAsync(peer, "conflate:1", scope: "a");
        peer.Stall();
        for (var i = 1; i <= 60; i++)
            await harness.PublishAsync("conflate:1", $"\"{s_filling}\"", "k", scope: i <= 30 ? "a" : "b");
        Assert.Equal([1, 30], Seqs(await GoOnAsync(peer, last: 30)));
    }

    [Fact]
    public async Task Conflate_tells_before_an_event_of_another_topic_carries_the_position_past_the_hole()
    {
        await using var harness = Start();
        var peer = new StallingPeer();
        var connection = await harness.ConnectAsync(peer, "conflate:1");
        connection.Shard.Post(new SubscribeTopics(
            connection, [new SubscribeTarget(harness.Engine.Topic("conflate:2"), null, null)], null,
            _ => [0x81, 0x02, (byte)'{', (byte)'}'], isHandshake: false));
        await harness.SettleAsync();
        peer.Take();
        peer.Stall();
        for (var i = 1; i <= 21; i++)
            await harness.PublishAsync("conflate:1", $"\"{s_filling}\"", "k");
        await harness.PublishAsync("conflate:2", "1");
        await harness.PublishAsync("conflate:1", "1", "k");
        var frames = await GoOnAsync(peer, last: 23);
        Assert.Equal([1, 22, 23], Seqs(frames));
        Assert.True(IsGap(frames[1]), frames[1].Text);
        Assert.Equal((2, 21), (frames[1].Json.GetProperty("from").GetInt64(), frames[1].Json.GetProperty("to").GetInt64()));
    }

    [Fact]
    public async Task Conflate_works_beyond_the_ring_from_the_log()
    {
        await using var harness = Start(options => options.RingBytesPerTopic = 16 * 1024);
        var (stalled, _) = await StallAsync(harness, "conflate:1", 200, i => i == 2 ? "rare" : "often");
        var frames = await GoOnAsync(stalled, last: 200);
        Assert.Equal([1, 2, 200], Seqs(frames));
        AssertNoSilentHole(frames, last: 200, "conflated");
    }

    [Fact]
    public async Task Drop_goes_on_near_the_newest_event_and_tells_how_many_are_missing()
    {
        await using var harness = Start();
        var (stalled, healthy) = await StallAsync(harness, "drop:1", 100);
        Assert.Equal(100, Seqs(healthy.Take()).Count);
        var frames = await GoOnAsync(stalled, last: 100);
        AssertNoSilentHole(frames, last: 100, "dropped");
        var gap = Assert.Single(frames, IsGap).Json;
        Assert.Equal(1, harness.Sum(counters => counters.SlowActions(SlowReaderPolicy.Drop)));
        var events = Seqs(frames);
        Assert.Equal(100, events.Count + gap.GetProperty("missed").GetInt64());
        // Half of the bound is kept, and never more.
        var kept = frames.Where(IsEvent).Skip(1).Sum(frame => frame.Payload.Length);
        Assert.InRange(kept, Bound / 4, Bound / 2);
    }

    [Fact]
    public async Task Drop_leaves_a_replay_alone_that_was_asked_for()
    {
        await using var harness = Start();
        const int Old = 400;
        for (var i = 1; i <= Old; i++)
            await harness.PublishAsync("drop:1", $"\"{s_filling}\"");
        var peer = new StallingPeer();
        peer.Stall();
        await harness.ConnectAsync(peer, "drop:1", after: 0);
        for (var i = 1; i <= 50; i++)
            await harness.PublishAsync("drop:1", $"\"{s_filling}\"");
        var frames = await GoOnAsync(peer, last: Old + 50);
        Assert.Equal(Enumerable.Range(1, Old).Select(i => (long)i), Seqs(frames).Take(Old));
        Assert.Equal(Old + 1, Assert.Single(frames, IsGap).Json.GetProperty("from").GetInt64());
        AssertNoSilentHole(frames, last: Old + 50, "dropped");
    }

    [Fact]
    public async Task Disconnect_closes_with_a_code_that_lets_the_client_resume()
    {
        await using var harness = Start();
        var peer = new StallingPeer();
        var healthy = new FrameRecorder();
        var connection = await harness.ConnectAsync(peer, "disconnect:1");
        await harness.ConnectAsync(healthy, "disconnect:1");
        peer.Stall();
        var published = 0;
        while (!connection.IsClosing && published < 100)
        {
            await harness.PublishAsync("disconnect:1", $"\"{s_filling}\"");
            published++;
        }

        Assert.Equal(4100, connection.ClosedWith?.Number);
        Assert.Equal(1, harness.Sum(counters => counters.SlowActions(SlowReaderPolicy.Disconnect)));
        Assert.Equal(ClosingReaction.ReconnectAfterBackOff, connection.ClosedWith!.Reaction);
        Assert.InRange(published, Bound / 600, (Bound / 300) + 1);
        peer.GoOn();
        // The stalled write completes on a thread of its own: the shard hears of it some time after the peer reads again.
        var frames = await peer.TakeUntilAsync(frame => frame.First == 0x88);
        Assert.Equal(0x88, frames[^1].First);
        // What it had is enough to go on from, and the rest is not lost.
        var back = new FrameRecorder();
        await harness.ConnectAsync(back, "disconnect:1", after: Seqs(frames)[^1]);
        Assert.Equal(Enumerable.Range(2, published - 1).Select(i => (long)i), Seqs(SentFrame.Read(back.Take())));
        Assert.Equal(published, Seqs(SentFrame.Read(healthy.Take())).Count);
    }

    [Fact]
    public async Task A_reader_that_keeps_up_loses_nothing_under_any_policy()
    {
        await using var harness = Start();
        foreach (var topic in (string[])["conflate:2", "drop:2", "disconnect:2"])
        {
            var peer = new FrameRecorder();
            var connection = await harness.ConnectAsync(peer, topic);
            for (var i = 1; i <= 50; i++)
                await harness.PublishAsync(topic, $"\"{s_filling}\"", "k");
            Assert.Equal(50, Seqs(SentFrame.Read(peer.Take())).Count);
            Assert.False(connection.IsClosing);
        }
    }

    private static DeliveryHarness Start(Action<RealtimeOptions>? change = null) => DeliveryHarness.Start(options =>
    {
        foreach (var policy in Enum.GetValues<SlowReaderPolicy>())
        {
            var name = policy.ToString().ToLowerInvariant();
            options.Topics.Add(new TopicRuleOptions
            {
                Pattern = $"{name}:*",
                Domain = name,
                SlowReaders = policy,
                SlowAfterBytes = Bound,
            });
        }

        change?.Invoke(options);
    });

    /// <summary>Publishes events to one peer that has stopped reading and one that has not.</summary>
    private static async Task<(StallingPeer Stalled, StallingPeer Healthy)> StallAsync(
        DeliveryHarness harness, string topic, int events, Func<int, string?>? key = null)
    {
        var (stalled, healthy) = (new StallingPeer(), new StallingPeer());
        await harness.ConnectAsync(stalled, topic);
        await harness.ConnectAsync(healthy, topic);
        stalled.Take();
        stalled.Stall();
        for (var i = 1; i <= events; i++)
            await harness.PublishAsync(topic, $"\"{s_filling}\"", key?.Invoke(i));
        // All that waits for the stalled one is the first write: no queue grows with it.
        Assert.Equal(1, stalled.Waiting);
        return (stalled, healthy);
    }

    private static Task<IReadOnlyList<SentFrame>> GoOnAsync(StallingPeer peer, long last)
    {
        peer.GoOn();
        return peer.TakeUntilAsync(frame => frame.First == 0x81 && Seqs([frame]).Contains(last));
    }

    private static List<long> Seqs(IEnumerable<SentFrame> frames) =>
    [
        .. frames.Where(frame => frame.First == 0x81 && IsEvent(frame))
            .SelectMany(frame => frame.Json.GetProperty("events").EnumerateArray())
            .Select(json => json.GetProperty("seq").GetInt64()),
    ];

    private static bool IsGap(SentFrame frame) => frame.Json.TryGetProperty("missed", out _);

    private static bool IsEvent(SentFrame frame) => frame.Json.TryGetProperty("events", out _);

    /// <summary>Each event follows the one that the reader had, or a gap that says what lies between.</summary>
    private static void AssertNoSilentHole(IEnumerable<SentFrame> frames, long last, string reason)
    {
        var at = 0L;
        foreach (var json in frames.Select(frame => frame.Json).Where(json => json.TryGetProperty("seq", out _)
            || json.TryGetProperty("reason", out _)))
        {
            if (json.TryGetProperty("reason", out var told))
            {
                Assert.Equal((reason, at + 1), (told.GetString(), json.GetProperty("from").GetInt64()));
                var to = json.GetProperty("to").GetInt64();
                Assert.Equal(to - at, json.GetProperty("missed").GetInt64());
                at = to;
            }
            else
            {
                Assert.Equal(at, json.GetProperty("prev").GetInt64());
                at = json.GetProperty("seq").GetInt64();
            }
        }

        Assert.Equal(last, at);
    }
}
