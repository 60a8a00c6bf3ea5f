using Attune.Contracts.Errors;
using Attune.Realtime.Delivery.Commands;
using Attune.Realtime.Settings;
using Attune.Realtime.Streams;
using Attune.Realtime.Telemetry;
using Microsoft.Extensions.Options;

namespace Attune.Realtime.Delivery;

/// <summary>The delivery shards and the one clock that ticks for all of them.</summary>
internal sealed class DeliveryHub
{
    private readonly DeliveryShard[] _shards;
    private long _nextConnection;

    public DeliveryHub(
        IOptions<RealtimeOptions> options, IStreamEngine engine, ISubscriptionWatcher watcher,
        DeliveryInstruments instruments, RealtimeLog log)
    {
        var settings = DeliverySettings.From(options.Value);
        _shards = new DeliveryShard[RealtimeModule.ShardCount(options.Value)];
        for (var i = 0; i < _shards.Length; i++)
            _shards[i] = new DeliveryShard(i, settings, log) { Watcher = watcher, Meter = instruments.ForShard() };
        engine.Attach(OnCommitted);
    }

    public IReadOnlyList<DeliveryShard> Shards => _shards;

    /// <summary>Connections ever opened.</summary>
    public long TotalConnections => Volatile.Read(ref _nextConnection);

    /// <summary>A number for a new connection and the shard that will serve it.</summary>
    public (long Id, DeliveryShard Shard) NextConnection()
    {
        var id = Interlocked.Increment(ref _nextConnection);
        return (id, _shards[id % _shards.Length]);
    }

    public void Tick(DateTimeOffset now)
    {
        foreach (var shard in _shards)
            shard.Post(new Tick(now));
    }

    /// <summary>Posts to every shard.</summary>
    public void Post(IShardCommand command)
    {
        foreach (var shard in _shards)
            shard.Post(command);
    }

    /// <summary>Says goodbye to every connection; those that do not answer are cut after a moment.</summary>
    public void CloseAll(ClosingCode code)
    {
        foreach (var shard in _shards)
            shard.Post(new CloseAll(code));
    }

    /// <summary>Asks every shard and joins the answers.</summary>
    public async Task<IReadOnlyList<T>> AskAsync<T>(Func<DeliveryShard, IEnumerable<T>> question, CancellationToken cancellation)
    {
        var asked = _shards.Select(shard =>
        {
            var ask = new AskShard<List<T>>(answering => [.. question(answering)]);
            shard.Post(ask);
            return ask.Answer;
        }).ToList();
        return [.. (await Task.WhenAll(asked).WaitAsync(cancellation)).SelectMany(items => items)];
    }

    private void OnCommitted(CommitNotice notice)
    {
        foreach (var shard in _shards)
            shard.Post(notice);
    }
}
