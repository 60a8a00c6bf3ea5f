using System.Globalization;
using System.Text;
using Attune.Foundation.Access;
using Attune.Realtime.Delivery;
using Attune.Realtime.Delivery.Commands;
using Attune.Realtime.Protocol;
using Attune.Realtime.Sessions;
using Attune.Realtime.Settings;
using Attune.Realtime.Specification;
using Attune.Realtime.Streams;
using Attune.Realtime.Subscriptions;
using Attune.Realtime.Tests.StreamEngines;
using Microsoft.Extensions.Logging.Abstractions;

namespace Attune.Realtime.Tests.Recovery;

/// <summary>The embedded engine and two delivery shards, to be ended and started again, with small bounds everywhere.</summary>
internal sealed class RecoveryWorld : IAsyncDisposable
{
    private static readonly Caller Mia = new(EngineHarness.Organisation, "mia", CallerKind.Person, [], [], null, null);

    private DeliveryShard[] _shards = [];
    private long _nextId;

    public RecoveryWorld() => Wire();

    public EmbeddedHarness Engine { get; } = EmbeddedHarness.Start(options =>
    {
        options.SegmentBytes = 12 * 1024;
        options.RingBytesPerTopic = 8 * 1024;
        options.Retention = new RetentionOptions { MaxEvents = 14, MinEvents = 0, MinAgeSeconds = 0, MaxAgeSeconds = 100 };
    });

    public Topic Topic(string name) => Engine.Topic(name);

    /// <summary>Ends the server with all its connections and starts it again.</summary>
    public async Task RestartAsync(Func<EmbeddedHarness, Task> restart)
    {
        Engine.Clock.Advance(TimeSpan.FromSeconds(1));
        await restart(Engine);
        Wire();
    }

    public Connection Connect(IConnectionWriter peer, bool isDeflated)
    {
        var id = ++_nextId;
        var connection = new Connection(id, string.Create(CultureInfo.InvariantCulture, $"s{id}"), Mia, Connection.WebSocket,
            Engine.Clock.GetUtcNow(), peer, _shards[id % _shards.Length])
        {
            IsDeflated = isDeflated,
        };
        connection.Shard.Post(new OpenConnection(connection));
        return connection;
    }

    public static void Subscribe(Connection connection, int reference, SubscribeTarget target) =>
        connection.Shard.Post(new SubscribeTopics(connection, [target], null,
            positions => ServerFrames.Subscribed(Raw(reference), positions), isHandshake: !connection.IsLive));

    public static void Unsubscribe(Connection connection, int reference, Topic topic) =>
        connection.Shard.Post(new UnsubscribeTopics(connection, [topic], Raw(reference)));

    public static Task RemoveAsync(Connection connection)
    {
        var removal = new RemoveConnection(connection);
        connection.Shard.Post(removal);
        return removal.Done.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => Engine.DisposeAsync();

    private static byte[] Raw(int reference) => Encoding.ASCII.GetBytes(reference.ToString(CultureInfo.InvariantCulture));

    private void Wire()
    {
        DeliveryShard[] shards =
        [
            .. Enumerable.Range(0, 2).Select(i => new DeliveryShard(
                i, DeliverySettings.From(new RealtimeOptions()), new RealtimeLog(NullLogger<RealtimeLog>.Instance))),
        ];
        _shards = shards;
        Engine.Engine.Attach(notice =>
        {
            foreach (var shard in shards)
                shard.Post(notice);
        });
    }
}
