using Attune.Contracts.Errors;
using Attune.Realtime.AiStreams;
using Attune.Realtime.Protocol;
using Attune.Realtime.Sessions;
using Attune.Realtime.Streams;
using Attune.Realtime.Subscriptions;

namespace Attune.Realtime.Delivery;

internal sealed partial class DeliveryShard
{
    public void Open(Connection connection)
    {
        _connections.Add(connection);
        Volatile.Write(ref _connectionCount, _connections.Count);
        connection.LastHeard = Seconds;
        _wheel.Schedule(connection, Seconds + _settings.HandshakeSeconds + 1);
        WatchExpiry(connection);
    }

    /// <summary>Takes the connection out; its transport has ended.</summary>
    public void Remove(Connection connection)
    {
        if (connection.IsGone)
            return;
        connection.IsGone = true;
        _wheel.Remove(connection);
        _expiry.Remove(connection);
        foreach (var subscription in connection.Topics.Items)
        {
            subscription.Set.Remove(subscription);
            Watcher?.Left(connection, subscription.Topic, isGone: true);
        }

        if (connection.Viewers is { } viewers)
        {
            foreach (var viewer in viewers.Values)
                viewer.Stream.Viewers(Index).Remove(viewer);
        }

        connection.Topics.Clear();
        connection.Viewers = null;
        connection.Dirty.Clear();
        connection.DirtyViewers = null;
        _connections.Remove(connection);
        Volatile.Write(ref _connectionCount, _connections.Count);
    }

    /// <summary>Lets a connection follow a topic from a position, or from now on.</summary>
    /// <returns>The topic's newest seq at this moment.</returns>
    public long Subscribe(Connection connection, SubscribeTarget target, string? scope, List<byte[]> notices)
    {
        Unsubscribe(connection, target.Topic);
        var topic = target.Topic;
        var set = topic.Subscribers(Index);
        set.Progress ??= ProgressOf(topic.Domain);
        var subscription = new Subscription(connection, set, SubscriptionDetails.For(topic, scope));
        var (lastSeq, nextUnit, nextOrdinal) = topic.Index.End();
        if (target.After is { } after)
        {
            var point = topic.Domain.Resume(target.Generation, after);
            ResumeAt(subscription, point, notices);
            Counters.AddRecovery(OutcomeOf(subscription, point, nextUnit));
        }
        else
        {
            (subscription.NextUnit, subscription.AfterSeq, subscription.NextOrdinal) = (nextUnit, lastSeq, nextOrdinal);
        }

        connection.Topics.Add(subscription);
        set.Add(subscription);
        Watcher?.Followed(connection, topic);
        if (subscription.NextUnit == nextUnit)
            return lastSeq;
        subscription.LiveFrom = nextUnit;
        MarkDirty(subscription);
        return lastSeq;
    }

    public void Unsubscribe(Connection connection, Topic topic)
    {
        if (connection.Topics.Find(topic) is not { } subscription)
            return;
        connection.Topics.Remove(subscription);
        subscription.Set.Remove(subscription);
        Watcher?.Left(connection, topic, isGone: false);
        if (subscription.IsDirty)
            connection.Dirty.Remove(subscription);
        if (connection.Skipping == subscription)
            connection.Skipping = null;
    }

    public void View(Connection connection, AiStream stream, Dictionary<string, long> positions, byte[] reference)
    {
        connection.Viewers ??= new Dictionary<string, StreamViewer>(StringComparer.Ordinal);
        if (connection.Viewers.Remove(stream.Id, out var old))
        {
            stream.Viewers(Index).Remove(old);
            connection.DirtyViewers?.Remove(old);
        }

        var viewer = new StreamViewer(connection, stream, positions) { Reference = reference };
        connection.Viewers[stream.Id] = viewer;
        stream.Viewers(Index).Add(viewer);
        MarkDirty(viewer);
    }

    /// <summary>A second has passed.</summary>
    public void Tick(DateTimeOffset now)
    {
        Volatile.Write(ref _seconds, _seconds + 1);
        AdvanceExpiry(now);
        byte[]? ping = null;
        _wheel.Advance(_seconds, connection =>
        {
            if (connection.IsClosing)
                connection.Writer.Abort();
            else if (!connection.IsLive)
                CloseUnshaken(connection);
            else
                Ping(connection, ping ??= ServerFrames.Ping(now));
        });
    }

    public void GoLive(Connection connection)
    {
        connection.IsLive = true;
        // Spread over the last sixth of the interval, so that clients that came together are not pinged together.
        _wheel.Schedule(connection, Seconds + _settings.PingSeconds - (connection.Id % ((_settings.PingSeconds / 6) + 1)));
    }

    /// <summary>The next ping comes after so many seconds, 1 or more, instead of at its regular time.</summary>
    public void PingAfter(Connection connection, int seconds) => _wheel.Schedule(connection, Seconds + seconds);

    public IEnumerable<string> Organisations => _connections.Select(connection => connection.Caller.Organisation)
        .Where(organisation => organisation.Length > 0);

    public IReadOnlyCollection<Connection> Connections => _connections;

    private static void ResumeAt(Subscription subscription, ResumePoint point, List<byte[]> notices)
    {
        var topic = subscription.Topic;
        if (point.Rewound)
            notices.Add(ServerFrames.Rewind(topic.Name, topic.Domain.CurrentGeneration.Id, point.After));
        subscription.AfterSeq = point.After;
        subscription.NextUnit = topic.Index.FindAfter(point.After);
        var trimmed = topic.Index.Beginning().TrimmedThrough;
        if (trimmed <= point.After)
            return;
        // "Everything that is kept" leaves nothing out; a position before what is kept does: a unit before the first makes
        // the pump tell the gap.
        if (point.After == 0)
            subscription.AfterSeq = trimmed;
        else
            subscription.NextUnit = -1;
    }

    private void CloseUnshaken(Connection connection)
    {
        Counters.AddRejected(ClosingCodes.HandshakeTimeout.Name);
        Close(connection, ClosingCodes.HandshakeTimeout);
    }

    private static RecoveryOutcome OutcomeOf(Subscription subscription, ResumePoint point, long nextUnit)
    {
        if (point.Rewound)
            return RecoveryOutcome.Rewind;
        if (subscription.NextUnit < 0)
            return RecoveryOutcome.Gap;
        if (subscription.NextUnit >= nextUnit)
            return RecoveryOutcome.Current;
        return subscription.Topic.Ring.TryGet(subscription.NextUnit) is null ? RecoveryOutcome.Log : RecoveryOutcome.Ring;
    }

    private void Ping(Connection connection, byte[] ping)
    {
        const int MaxUnanswered = 2;
        if (connection.LastHeard >= Seconds - _settings.PingSeconds)
            connection.UnansweredPings = 0;
        else if (connection.UnansweredPings > 0)
            Counters.AddMissedPing();
        if (connection.UnansweredPings >= MaxUnanswered)
        {
            Close(connection, ClosingCodes.NotAnswering);
            return;
        }

        connection.UnansweredPings++;
        Reply(connection, ControlFrames.Ping);
        Meter?.Pinged(connection);
        Reply(connection, ping);
        _wheel.Schedule(connection, Seconds + _settings.PingSeconds);
    }
}
