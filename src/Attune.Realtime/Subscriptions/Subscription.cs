using Attune.Realtime.Delivery;
using Attune.Realtime.Sessions;
using Attune.Realtime.Streams;

namespace Attune.Realtime.Subscriptions;

/// <summary>One connection follows one topic: a cursor over the shared log, not a queue. Touched only by its shard.</summary>
internal sealed class Subscription(Connection connection, Topic topic, DomainProgress progress, string? scope)
{
    public Connection Connection { get; } = connection;

    public Topic Topic { get; } = topic;

    /// <summary>How far the shard may deliver the topic's domain.</summary>
    public DomainProgress Progress { get; } = progress;

    /// <summary>Only events with this scope, or with none, are wanted; null for all.</summary>
    public string? Scope { get; } = scope;

    /// <summary>The next frame to write.</summary>
    public long NextUnit { get; set; }

    /// <summary>Events up to this seq are not wanted although their frame may be (a resume in the middle of a frame).</summary>
    public long AfterSeq { get; set; }

    /// <summary>The running number of the next event in the topic, 0 when it is not known.</summary>
    public long NextOrdinal { get; set; }

    /// <summary>Frames before this unit are replay: they were committed before the subscription began.</summary>
    public long LiveFrom { get; set; }

    /// <summary>Frames read from the log for this cursor; null while the ring is enough.</summary>
    public IReadOnlyList<EventFrame>? Page { get; set; }

    /// <summary>How far it is behind; null when the topic's policy lets every reader catch up.</summary>
    public ReaderLag? Lag { get; } =
        topic.Settings.SlowReaders == SlowReaderPolicy.Catchup ? null : new ReaderLag(topic);

    /// <summary>Something may be due.</summary>
    public bool IsDirty { get; set; }

    /// <summary>The place in the topic's set.</summary>
    public int Slot { get; set; }

    public bool Wants(EventFrame frame) =>
        (Scope is null || frame.Scope is null || Scope == frame.Scope)
        && !(Connection.NoEcho && frame.Origin == Connection.Id);
}
