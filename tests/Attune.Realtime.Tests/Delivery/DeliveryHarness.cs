using Attune.Foundation.Access;
using Attune.Realtime.Delivery;
using Attune.Realtime.Delivery.Commands;
using Attune.Realtime.Sessions;
using Attune.Realtime.Settings;
using Attune.Realtime.Specification;
using Attune.Realtime.Streams;
using Attune.Realtime.Subscriptions;
using Attune.Realtime.Telemetry;
using Attune.Realtime.Tests.StreamEngines;
using Microsoft.Extensions.Logging.Abstractions;

namespace Attune.Realtime.Tests.Delivery;

/// <summary>The embedded engine and two delivery shards, with peers that the test controls.</summary>
internal sealed class DeliveryHarness : IAsyncDisposable
{
    private static readonly Caller Mia = new(EngineHarness.Organisation, "mia", CallerKind.Person, [], [], null, null);

    private readonly EmbeddedHarness _engine;
    private readonly DeliveryShard[] _shards;
    private long _nextId;

    private DeliveryHarness(Action<RealtimeOptions>? change, Func<TimeProvider, DeliveryInstruments>? measure)
    {
        _engine = EmbeddedHarness.Start(change);
        var instruments = measure?.Invoke(_engine.Clock);
        _shards =
        [
            .. Enumerable.Range(0, 2).Select(i => new DeliveryShard(
                i, DeliverySettings.From(new RealtimeOptions()), new RealtimeLog(NullLogger<RealtimeLog>.Instance))
            {
                Meter = instruments?.ForShard(writesPerSample: 1),
            }),
        ];
        _engine.Engine.Attach(notice =>
        {
            foreach (var shard in _shards)
                shard.Post(notice);
        });
    }

    public EmbeddedHarness Engine => _engine;

    public static DeliveryHarness Start(
        Action<RealtimeOptions>? change = null, Func<TimeProvider, DeliveryInstruments>? measure = null) => new(change, measure);

    public long Sum(Func<DeliveryCounters, long> counter) => _shards.Sum(shard => counter(shard.Counters));

    /// <summary>Opens a connection that follows a topic, on the shards in turn.</summary>
    public async Task<Connection> ConnectAsync(
        IConnectionWriter peer, string topic, bool isDeflated = false, long? after = null, string? scope = null)
    {
        var id = _nextId++;
        var connection = new Connection(
            id, $"s{id}", Mia, Connection.WebSocket, _engine.Clock.GetUtcNow(), peer, _shards[id % _shards.Length])
        {
            IsDeflated = isDeflated,
        };
        connection.Shard.Post(new OpenConnection(connection));
        connection.Shard.Post(new SubscribeTopics(connection, [new SubscribeTarget(_engine.Topic(topic), after, null)], scope,
            _ => [0x81, 0x02, (byte)'{', (byte)'}'], isHandshake: true));
        await SettleAsync();
        return connection;
    }

    /// <summary>Publishes one event and waits until every shard has dealt with it.</summary>
    public async Task<Receipt> PublishAsync(string topic, string data, string? key = null, string? scope = null)
    {
        var draft = EngineHarness.Draft(topic, data: data) with { Key = key, Scope = scope };
        var receipt = (await _engine.TryPublishAsync(draft)).Value[0];
        await SettleAsync();
        return receipt;
    }

    /// <summary>Two questions: what the first pass has made due is written before the second answer.</summary>
    public async Task SettleAsync()
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

    public ValueTask DisposeAsync() => _engine.DisposeAsync();
}
