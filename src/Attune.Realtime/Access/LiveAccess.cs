using Attune.Contracts.Errors;
using Attune.Foundation.Access;
using Attune.Foundation.Hosting;
using Attune.Realtime.AiStreams;
using Attune.Realtime.Announcements;
using Attune.Realtime.Delivery;
using Attune.Realtime.Delivery.Commands;
using Attune.Realtime.Sessions;
using Attune.Realtime.Streams;
using Microsoft.Extensions.Hosting;

namespace Attune.Realtime.Access;

/// <summary>
/// Keeps what open connections do within what they may do. A right is asked when a topic is subscribed; when rights change,
/// every connection that the change concerns is asked again, one by one, and what is no longer allowed ends.
/// </summary>
internal sealed class LiveAccess(IAccess access, DeliveryHub hub, RealtimeLog log) : BackgroundService
{
    private const int MaxWaiting = 256;

    private readonly Lock _gate = new();
    private readonly WakeSignal _changed = new();
    private List<AccessChange> _waiting = [];
    private bool _isAnyone;
    private IDisposable? _watching;
    private long _version;

    /// <summary>
    /// Grows with every change. Who asks for a right, acts on it and then finds another number calls
    /// <see cref="ReviewAsync(Connection, CancellationToken)"/>: the review of the change may have come too early for it.
    /// </summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>Called when a connection was opened on the strength of a right that was asked before.</summary>
    public ValueTask ConfirmAsync(Connection connection, CancellationToken cancellation) =>
        Version == 0 ? ValueTask.CompletedTask : ReviewAsync(connection, cancellation);

    /// <summary>Asks again for everything that a connection does, and ends what it may not do.</summary>
    public async ValueTask ReviewAsync(Connection connection, CancellationToken cancellation)
    {
        var question = new AskShard<HeldRights>(_ => HeldRights.Of(connection));
        connection.Shard.Post(question);
        await ReviewAsync(await question.Answer.WaitAsync(cancellation), cancellation);
    }

    /// <summary>Listens before the first connection can be made.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _watching = access.Watch(OnChanged);
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _watching?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await _changed.WaitAsync(stoppingToken);
                await ReviewAsync(TakeChanges(), stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private void OnChanged(AccessChange change)
    {
        lock (_gate)
        {
            // More changes than this at once: everyone is asked, which is never wrong.
            if (_waiting.Count < MaxWaiting)
                _waiting.Add(change);
            else
                _isAnyone = true;
        }

        Interlocked.Increment(ref _version);
        _changed.Set();
    }

    private Func<Caller, bool> TakeChanges()
    {
        lock (_gate)
        {
            var (changes, isAnyone) = (_waiting, _isAnyone);
            (_waiting, _isAnyone) = ([], false);
            return isAnyone ? _ => true : caller => changes.Exists(change => change.Concerns(caller));
        }
    }

    private async Task ReviewAsync(Func<Caller, bool> concerns, CancellationToken cancellation)
    {
        try
        {
            var held = await hub.AskAsync(
                shard => shard.Connections.Where(connection => concerns(connection.Caller)).Select(HeldRights.Of), cancellation);
            foreach (var rights in held)
                await ReviewAsync(rights, cancellation);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // The source of rights failed. Nobody keeps what may have been withdrawn: who still has it comes back.
            log.ReviewFailed(error);
            hub.CloseAll(ClosingCodes.NotAnswering);
        }
    }

    private async ValueTask ReviewAsync(HeldRights held, CancellationToken cancellation)
    {
        var (connection, caller) = (held.Connection, held.Caller);
        if (ReferenceEquals(caller, Caller.Nobody))
            return;
        if (!await access.AllowAsync(caller, RealtimeVerbs.Connect, "", cancellation))
        {
            connection.Shard.Post(new EndAccess(connection, caller, [], [], isOver: true));
            return;
        }

        var topics = new List<Topic>();
        foreach (var topic in held.Topics)
        {
            if (!AnnouncementTopics.IsFor(caller, topic.Name)
                && !await access.AllowAsync(caller, RealtimeVerbs.Subscribe, topic.Name, cancellation))
                topics.Add(topic);
        }

        var streams = new List<AiStream>();
        foreach (var stream in held.Streams)
        {
            if (!await access.AllowAsync(caller, RealtimeVerbs.ViewStream, stream.Id, cancellation))
                streams.Add(stream);
        }

        if (topics.Count > 0 || streams.Count > 0)
            connection.Shard.Post(new EndAccess(connection, caller, topics, streams, isOver: false));
    }
}
