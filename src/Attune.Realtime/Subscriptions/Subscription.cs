using Attune.Realtime.Delivery;
using Attune.Realtime.Sessions;
using Attune.Realtime.Streams;

namespace Attune.Realtime.Subscriptions;

/// <summary>
/// One connection follows one topic: a cursor over the shared log, not a queue. Touched only by its shard. There may be
/// hundreds of thousands, so what most of them do not need stands in <see cref="SubscriptionDetails"/>.
/// </summary>
internal sealed class Subscription(Connection connection, SubscriberSet set, SubscriptionDetails? details)
{
    public Connection Connection { get; } = connection;

    /// <summary>The followers of the same topic in the same shard.</summary>
    public SubscriberSet Set { get; } = set;

    public Topic Topic => Set.Topic;

    /// <summary>How far the shard may deliver the topic's domain.</summary>
    public DomainProgress Progress => Set.Progress!;

    /// <summary>The next frame to write.</summary>
    public long NextUnit { get; set; }

    /// <summary>Events up to this seq are not wanted although their frame may be (a resume in the middle of a frame).</summary>
    public long AfterSeq { get; set; }

    /// <summary>The running number of the next event in the topic, 0 when it is not known.</summary>
    public long NextOrdinal { get; set; }

    /// <summary>The place in the topic's set.</summary>
    public int Slot { get; set; }

    /// <summary>Something may be due.</summary>
    public bool IsDirty { get; set; }

    /// <summary>It wants every frame as it is, from the newest on, and catches up if it falls behind.</summary>
    public bool IsPlain => details is null;

    /// <summary>Only events with this scope, or with none, are wanted; null for all.</summary>
    public string? Scope => details?.Scope;

    /// <summary>Frames before this unit are replay: they were committed before the subscription began.</summary>
    public long LiveFrom
    {
        get => details?.LiveFrom ?? 0;
        set => (details ??= new SubscriptionDetails()).LiveFrom = value;
    }

    /// <summary>Frames read from the log for this cursor; null while the ring is enough.</summary>
    public IReadOnlyList<EventFrame>? Page
    {
        get => details?.Page;
        set
        {
            if (value is not null || details is not null)
                (details ??= new SubscriptionDetails()).Page = value;
        }
    }

    /// <summary>How far it is behind; null when the topic's policy lets every reader catch up.</summary>
    public ReaderLag? Lag => details?.Lag;

    public bool Wants(EventFrame frame) =>
        (Scope is null || frame.Scope is null || Scope == frame.Scope)
        && !(Connection.NoEcho && frame.Origin == Connection.Id);
}
