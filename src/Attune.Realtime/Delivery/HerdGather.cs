using Attune.Realtime.Sessions;
using Attune.Realtime.Streams;
using Attune.Realtime.Subscriptions;

namespace Attune.Realtime.Delivery;

/// <summary>
/// Remembers what was last gathered, as long as it was nothing but events of one topic: whoever follows that topic from the
/// same place is given the same bytes, which need not be gathered again. A broadcast is gathered once a round instead of once
/// a connection, in O(1) for everybody after the first.
/// </summary>
internal sealed class HerdGather
{
    private Topic? _topic;
    private (long Unit, long Seq) _from;
    private (long Unit, long Seq, long Ordinal) _to;
    private EventFrame? _first;
    private int _frames;
    private bool _isDeflated;
    private bool _isComplete;

    /// <summary>Events in what was gathered.</summary>
    public int Events { get; private set; }

    /// <summary>The oldest frame in what was gathered.</summary>
    public EventFrame First => _first!;

    /// <summary>Frames in it that are deflated, with their bytes before and after.</summary>
    public (int Frames, long Plain, long Deflated) Compressed { get; private set; }

    /// <summary>Forgets it, because more may be due now or the bytes are no longer there.</summary>
    public void Clear()
    {
        _topic = null;
        _isComplete = false;
    }

    /// <summary>Gathering begins for a connection; what it is given is remembered if it needs nothing of its own.</summary>
    public void Begin(Connection connection)
    {
        Clear();
        if (PlainCursor(connection) is not { } cursor)
            return;
        _topic = cursor.Topic;
        _from = (cursor.NextUnit, cursor.AfterSeq);
        _first = null;
        _frames = 0;
        _isDeflated = connection.IsDeflated;
        Events = 0;
        Compressed = default;
    }

    /// <summary>A frame was gathered.</summary>
    public void Add(EventFrame frame, int events)
    {
        _first ??= frame;
        _frames++;
        Events += events;
    }

    /// <summary>A gathered frame was deflated.</summary>
    public void AddCompressed(int plain, int deflated) => Compressed =
        (Compressed.Frames + 1, Compressed.Plain + plain, Compressed.Deflated + deflated);

    /// <summary>Gathering has ended with everything that is due; the cursor stands where all will stand.</summary>
    /// <param name="cursor">The only one of the connection that something was due to.</param>
    /// <param name="frames">How many frames were gathered. One that is no event, such as a gap, is meant for nobody else.</param>
    public void Complete(Subscription cursor, int frames)
    {
        _to = (cursor.NextUnit, cursor.AfterSeq, cursor.NextOrdinal);
        _isComplete = _topic == cursor.Topic && _frames > 0 && _frames == frames;
    }

    /// <summary>Moves the cursor of a connection that stands where the remembered one stood.</summary>
    /// <returns>False when it must be gathered for on its own.</returns>
    public bool TryFollow(Connection connection)
    {
        if (!_isComplete || PlainCursor(connection) is not { } cursor
            || cursor.Topic != _topic || connection.IsDeflated != _isDeflated
            || cursor.NextUnit != _from.Unit || cursor.AfterSeq != _from.Seq)
            return false;
        (cursor.NextUnit, cursor.AfterSeq, cursor.NextOrdinal) = _to;
        cursor.IsDirty = false;
        connection.Dirty.Clear();
        connection.EventsDelivered += Events;
        return true;
    }

    /// <summary>The one cursor of a connection to which nothing but a topic's own frames is due.</summary>
    private static Subscription? PlainCursor(Connection connection) =>
        connection is
        {
            Dirty.Count: 1, DirtyViewers: null or { Count: 0 }, HasReplies: false, Skipping: null,
            IsClosing: false, IsReading: false, NoEcho: false,
        } && connection.Dirty[0].IsPlain ? connection.Dirty[0] : null;
}
