using Attune.Foundation.Access;
using Attune.Realtime.Delivery;
using Attune.Realtime.Delivery.Commands;
using Attune.Realtime.Presence;
using Attune.Realtime.Sessions;
using Attune.Realtime.Settings;
using Attune.Realtime.Specification;
using Attune.Realtime.Streams;
using Attune.Realtime.Subscriptions;
using Attune.Realtime.Tests.Delivery;
using Attune.Realtime.Tests.StreamEngines;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Attune.Realtime.Tests.Presence;

/// <summary>Presence on two shards, with peers that the test controls.</summary>
public sealed class PresenceDeskTests : IAsyncDisposable
{
    private readonly EmbeddedHarness _engine = EmbeddedHarness.Start(options =>
    {
        options.Topics[0].Presence = PresenceMode.Changes;
        options.Topics[1].Presence = PresenceMode.Members;
    });

    private readonly PresenceDesk _desk;
    private readonly DeliveryShard[] _shards;
    private long _nextId;

    public PresenceDeskTests()
    {
        _desk = new PresenceDesk(Options.Create(new RealtimeOptions()), _engine.Clock);
        _shards =
        [
            .. Enumerable.Range(0, 2).Select(i => new DeliveryShard(
                i, DeliverySettings.From(new RealtimeOptions()), new RealtimeLog(NullLogger<RealtimeLog>.Instance))
            {
                Watcher = new SubscriptionLedger(_desk),
            }),
        ];
    }

    [Fact]
    public async Task A_thousand_members_that_come_at_once_are_told_in_one_frame_and_counted_right()
    {
        const int count = 1000;
        var room = _engine.Topic("room:1");
        var first = new StallingPeer();
        Open("first", first, room);
        var crowd = Enumerable.Range(0, count).Select(i => Open($"p{i}", new StallingPeer(), room)).ToList();
        await SettleAsync();
        Tick(TimeSpan.FromSeconds(1));
        await SettleAsync();
        Assert.DoesNotContain(first.Take(), frame => frame.Type == "presence");
        Tick(TimeSpan.FromSeconds(1));
        await SettleAsync();
        Assert.Equal("""{"type":"presence","topic":"room:1","count":1001}""", Presences(first).Single());
        Assert.Equal(count + 1, await CountAsync(room));

        foreach (var connection in crowd)
            connection.Shard.Post(new RemoveConnection(connection));
        await SettleAsync();
        Assert.Equal(1, await CountAsync(room));
        Tick(TimeSpan.FromSeconds(2));
        await SettleAsync();
        Assert.Equal("""{"type":"presence","topic":"room:1","count":1}""", Presences(first).Single());
    }

    [Fact]
    public async Task Few_are_told_by_name_to_all_followers_but_not_to_polls()
    {
        var room = _engine.Topic("room:1");
        var (mia, poll) = (new StallingPeer(), new StallingPeer());
        Open("mia", mia, room);
        Open("mia", poll, room, "poll");
        var tom = Open("tom", new StallingPeer(), room);
        await SettleAsync();
        Tick(TimeSpan.FromSeconds(2));
        await SettleAsync();
        Assert.Equal("""{"type":"presence","topic":"room:1","joined":["mia","tom"],"left":[],"count":2}""",
            Presences(mia).Single());
        Assert.Empty(Presences(poll));
        tom.Shard.Post(new UnsubscribeTopics(tom, [room], "1"u8.ToArray()));
        await SettleAsync();
        Tick(TimeSpan.FromSeconds(2));
        await SettleAsync();
        Assert.Equal("""{"type":"presence","topic":"room:1","joined":[],"left":["tom"],"count":1}""", Presences(mia).Single());
    }

    [Fact]
    public async Task A_topic_that_is_off_costs_nothing_and_one_that_only_answers_tells_nothing()
    {
        var (off, members) = (_engine.Topic("finance"), _engine.Topic("memory:1"));
        var peer = new StallingPeer();
        var connection = Open("mia", peer, off);
        await SettleAsync();
        Assert.Equal(0, _desk.Topics);
        Assert.Equal("presence_off", PresenceQuery.Run(_desk, off, 0, 10).Failure?.Code);
        connection.Shard.Post(Subscribe(connection, members));
        await SettleAsync();
        Assert.Equal((1, 1), (_desk.Topics, PresenceQuery.Run(_desk, members, 0, 10).Value.Count));
        Tick(TimeSpan.FromSeconds(5));
        await SettleAsync();
        Assert.Empty(Presences(peer));
        connection.Shard.Post(new RemoveConnection(connection));
        await SettleAsync();
        Tick(TimeSpan.FromSeconds(1));
        Assert.Equal(0, _desk.Topics);
    }

    [Fact]
    public async Task An_event_stream_lingers_and_a_socket_does_not()
    {
        var room = _engine.Topic("room:1");
        var sse = Open("mia", new StallingPeer(), room, "sse");
        var socket = Open("tom", new StallingPeer(), room, "websocket");
        await SettleAsync();
        foreach (var connection in (Connection[])[sse, socket])
            connection.Shard.Post(new RemoveConnection(connection));
        await SettleAsync();
        Assert.Equal("mia", Assert.Single(PresenceQuery.Run(_desk, room, 0, 10).Value.Members).Principal);
        Tick(TimeSpan.FromSeconds(9));
        Assert.Equal(1, await CountAsync(room));
        Tick(TimeSpan.FromSeconds(2));
        Assert.Equal(0, await CountAsync(room));
        Tick(TimeSpan.FromSeconds(2));
        Assert.Equal(0, _desk.Topics);
    }

    [Fact]
    public async Task A_reader_without_room_is_told_the_count_once_it_reads_again()
    {
        var room = _engine.Topic("room:1");
        var peer = new StallingPeer();
        var slow = Open("mia", peer, room);
        await SettleAsync();
        peer.Stall();
        // Twice: the first is being written, the rest waits.
        for (var i = 0; i < 2; i++)
        {
            var large = Large();
            slow.Reserve(large);
            slow.Shard.Post(new SendReply(slow, large));
            await SettleAsync();
        }

        Open("tom", new StallingPeer(), room);
        await SettleAsync();
        Tick(TimeSpan.FromSeconds(2));
        await SettleAsync();
        Tick(TimeSpan.FromSeconds(1));
        await SettleAsync();
        peer.GoOn();
        for (var taken = 0; taken < 2;)
            taken += (await peer.TakeUntilAsync(IsLarge)).Count(IsLarge);
        await SettleAsync();
        Tick(TimeSpan.FromSeconds(1));
        var told = await peer.TakeUntilAsync(frame => frame.Type == "presence");
        Assert.Equal("""{"type":"presence","topic":"room:1","count":2}""", told[^1].Text);
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    private static bool IsLarge(SentFrame frame) => frame.Payload.Length == 20_000;

    private static byte[] Large()
    {
        byte[] frame = [0x81, 126, 20_000 >> 8, 20_000 & 0xFF, .. new byte[20_000]];
        frame.AsSpan(4).Fill((byte)' ');
        "{\"type\":\"large\"}"u8.CopyTo(frame.AsSpan(4));
        return frame;
    }

    private static string[] Presences(StallingPeer peer) =>
        [.. peer.Take().Where(frame => frame.First == 0x81 && frame.Type == "presence").Select(frame => frame.Text)];

    private Connection Open(string principal, IConnectionWriter peer, Topic topic, string transport = "websocket")
    {
        var id = _nextId++;
        var caller = new Caller(EngineHarness.Organisation, principal, CallerKind.Person, [], [], null, null);
        var connection = new Connection(
            id, $"s{id}", caller, transport, _engine.Clock.GetUtcNow(), peer, _shards[id % _shards.Length]);
        connection.Shard.Post(new OpenConnection(connection));
        connection.Shard.Post(Subscribe(connection, topic));
        return connection;
    }

    private static SubscribeTopics Subscribe(Connection connection, Topic topic) => new(
        connection, [new SubscribeTarget(topic, null, null)], null,
        _ => [0x81, 0x0E, .. "{\"type\":\"ack\"}"u8], isHandshake: true);

    private void Tick(TimeSpan after)
    {
        _engine.Clock.Advance(after);
        _desk.Tick(command =>
        {
            foreach (var shard in _shards)
                shard.Post(command);
        });
    }

    private async Task<int> CountAsync(Topic topic)
    {
        await SettleAsync();
        return PresenceQuery.Run(_desk, topic, 0, 1).Value.Count;
    }

    /// <summary>Two questions: what the first pass has made due is written before the second answer.</summary>
    private async Task SettleAsync()
    {
        for (var pass = 0; pass < 2; pass++)
        {
            foreach (var shard in _shards)
            {
                var question = new AskShard<bool>(_ => true);
                shard.Post(question);
                await question.Answer.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
            }
        }
    }
}
