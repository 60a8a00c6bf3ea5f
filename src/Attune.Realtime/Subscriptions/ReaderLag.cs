using Attune.Realtime.Streams;

namespace Attune.Realtime.Subscriptions;

/// <summary>
/// How far a reader is behind on a topic whose policy asks for it, in bytes of frames that came since it subscribed, and what
/// it was made to skip. Touched only by its shard.
/// </summary>
internal sealed class ReaderLag(Topic topic)
{
    private long _passed = topic.CommittedBytes;

    /// <summary>More is unread than the topic's rule allows. A replay that was asked for does not count.</summary>
    public bool IsSlow => topic.CommittedBytes - _passed > topic.Settings.SlowAfterBytes;

    /// <summary>Frames before this unit are passed over if they are superseded.</summary>
    public long ConflateBefore { get; private set; }

    /// <summary>Events that were passed over and not told yet.</summary>
    public long Skipped { get; private set; }

    public long SkippedFrom { get; private set; }

    public long SkippedTo { get; private set; }

    /// <summary>A frame lies behind the reader, written or not.</summary>
    public void Pass(EventFrame frame, bool isLive)
    {
        if (isLive)
            _passed += frame.Bytes.Length;
    }

    /// <summary>The reader has everything, or everything but the newest bytes.</summary>
    public void CatchUp(long unread = 0) => _passed = Math.Max(_passed, topic.CommittedBytes - unread);

    /// <summary>Everything that waits now is conflated, even if the reader becomes faster meanwhile.</summary>
    public void BeginConflating() => ConflateBefore = topic.Index.NextUnit;

    /// <summary>Remembers events that were passed over.</summary>
    public void Skip(long from, EventFrame frame)
    {
        if (Skipped == 0)
            SkippedFrom = from;
        SkippedTo = frame.LastSeq;
        Skipped += frame.LastSeq - Math.Max(from, frame.FirstSeq) + 1;
    }

    public void Told() => Skipped = 0;
}
