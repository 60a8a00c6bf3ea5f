using Attune.Contracts.Errors;
using Attune.Realtime.Protocol;
using Attune.Realtime.Sessions;
using Attune.Realtime.Streams;
using Attune.Realtime.Telemetry;

namespace Attune.Realtime.Delivery;

/// <summary>
/// Delivers to a share of the connections. A shard runs on one thread at a time, so its connections need no locks: what
/// others want of it is posted to its inbox. Per commit a shard does O(its followers of the changed topics), and writes
/// everything that is due for a connection in one go.
/// </summary>
internal sealed partial class DeliveryShard : IThreadPoolWorkItem
{
    private const int MaxPasses = 64;
    private const int ServedBetweenLooks = 16;

    private readonly Lock _inboxGate = new();
    private readonly Dictionary<Domain, DomainProgress> _progress = [];
    private readonly Queue<Connection> _due = new();
    private readonly TimingWheel _wheel = new();
    private readonly HashSet<Connection> _connections = [];
    private readonly FrameGather _gather = new();
    private readonly HerdGather _herd = new();
    private readonly DeliverySettings _settings;
    private readonly RealtimeLog _log;
    private List<object> _inbox = [];
    private List<object> _handling = [];
    private bool _hasMail;
    private bool _isScheduled;
    private long _seconds;
    private int _connectionCount;

    public DeliveryShard(int index, DeliverySettings settings, RealtimeLog log)
    {
        Index = index;
        _settings = settings;
        _log = log;
    }

    public int Index { get; }

    public DeliveryCounters Counters { get; } = new();

    /// <summary>Is told who follows what; set before the first connection.</summary>
    public ISubscriptionWatcher? Watcher { get; set; }

    /// <summary>Measures a sample of what the shard does; set before the first connection.</summary>
    public DeliveryMeter? Meter { get; set; }

    public int ConnectionCount => Volatile.Read(ref _connectionCount);

    /// <summary>Seconds since the shard was made, counted by ticks.</summary>
    public long Seconds => Volatile.Read(ref _seconds);

    /// <summary>Puts a commit or a command into the inbox; never blocks for long.</summary>
    public void Post(object message)
    {
        lock (_inboxGate)
        {
            _inbox.Add(message);
            _hasMail = true;
            if (_isScheduled)
                return;
            _isScheduled = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    void IThreadPoolWorkItem.Execute()
    {
        for (var pass = 0; pass < MaxPasses; pass++)
        {
            if (!TakeInbox())
                return;
            // One round: who still has something due afterwards comes again in the next.
            for (var round = _due.Count; round > 0; round--)
            {
                Serve(_due.Dequeue());
                // What has come meanwhile leaves with the writes of those that are still to be served, instead of costing
                // everyone a write of their own afterwards.
                if (round % ServedBetweenLooks == 0 && Volatile.Read(ref _hasMail))
                    TakeInbox();
            }
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Handles what others have posted.</summary>
    /// <returns>False when there is nothing to do at all, and the shard may rest.</returns>
    private bool TakeInbox()
    {
        lock (_inboxGate)
        {
            if (_inbox.Count == 0 && _due.Count == 0)
            {
                _isScheduled = false;
                return false;
            }

            (_inbox, _handling) = (_handling, _inbox);
            _hasMail = false;
        }

        // What follows may make more due, or replace what an event says.
        _herd.Clear();
        foreach (var message in _handling)
            Handle(message);
        _handling.Clear();
        return true;
    }

    private void Handle(object message)
    {
        try
        {
            switch (message)
            {
                case CommitNotice notice:
                    OnCommitted(notice);
                    break;
                case Connection written:
                    OnWritten(written);
                    break;
                case IShardCommand command:
                    command.Run(this);
                    break;
            }
        }
        catch (Exception error)
        {
            // A bug must not stop the shard: it serves all the others.
            _log.ShardFailed(Index, error);
        }
    }

    private void Serve(Connection connection)
    {
        connection.IsDue = false;
        try
        {
            Pump(connection);
        }
        catch (Exception error)
        {
            _log.ShardFailed(Index, error);
            connection.Writer.Abort();
        }
    }

    private void OnCommitted(CommitNotice notice)
    {
        foreach (var topic in notice.Topics)
        {
            foreach (var subscription in topic.Subscribers(Index).Items)
            {
                MarkDirty(subscription);
                CloseIfStalled(subscription);
            }
        }

        foreach (var stream in notice.Streams)
        {
            foreach (var viewer in stream.Viewers(Index).Items)
                MarkDirty(viewer);
        }

        ProgressOf(notice.Domain).Bound = Math.Max(ProgressOf(notice.Domain).Bound, notice.CommittedSeq);
    }

    private DomainProgress ProgressOf(Domain domain)
    {
        if (!_progress.TryGetValue(domain, out var progress))
            _progress[domain] = progress = new DomainProgress(domain);
        return progress;
    }

    public void MarkDue(Connection connection)
    {
        if (connection.IsDue || connection.IsGone)
            return;
        connection.IsDue = true;
        _due.Enqueue(connection);
    }

    /// <summary>Sends a message that is meant for one connection, before anything of a topic.</summary>
    public void Reply(Connection connection, byte[] frame)
    {
        connection.Reserve(frame);
        ReplyReserved(connection, frame);
    }

    /// <summary>Sends a message whose bytes its sender has counted already.</summary>
    public void ReplyReserved(Connection connection, byte[] frame)
    {
        if (connection.IsGone || connection.IsClosing)
        {
            connection.Release(frame);
            return;
        }

        connection.EnqueueReply(frame);
        MarkDue(connection);
    }

    /// <summary>Answers a client's close; nothing follows.</summary>
    public void AnswerClose(Connection connection, byte[] frame)
    {
        Reply(connection, frame);
        connection.IsClosing = true;
        _wheel.Schedule(connection, Seconds + _settings.CloseSeconds);
        CompleteIfDrained(connection);
    }

    private static void CompleteIfDrained(Connection connection)
    {
        if (connection.IsGone || (connection.IsClosing && !connection.IsWriting && !connection.HasReplies))
            connection.Drained?.TrySetResult();
    }

    /// <summary>Tells the client why, then closes after everything that waits before it was written.</summary>
    public void Close(Connection connection, ClosingCode code)
    {
        if (connection.IsGone || connection.IsClosing)
            return;
        Reply(connection, ControlFrames.Close(code));
        connection.ClosedWith = code;
        connection.IsClosing = true;
        _wheel.Schedule(connection, Seconds + _settings.CloseSeconds);
    }
}
