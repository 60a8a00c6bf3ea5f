using Attune.Contracts.Errors;
using Attune.Foundation.Access;
using Attune.Realtime.Access;
using Attune.Realtime.Admission;
using Attune.Realtime.Delivery;
using Attune.Realtime.Subscriptions;

namespace Attune.Realtime.Sessions;

/// <summary>
/// One real-time connection. Everything but its identity belongs to its delivery shard and is touched by no other thread;
/// it has no timer, task or queue of its own, and what it does not use costs nothing.
/// </summary>
internal sealed class Connection(
    long id, string session, Caller caller, string transport, DateTimeOffset openedAt, IConnectionWriter writer,
    DeliveryShard shard)
{
    /// <summary>The transport that a client can also speak over.</summary>
    public const string WebSocket = "websocket";

    private Caller _caller = caller;
    private FollowedTopics _topics;
    private WheelEntry _wheel;
    private Queue<byte[]>? _replies;
    private long _replyBytes;
    private TaskCompletionSource? _room;
    private long _eventsDelivered;
    private long _lastHeard;

    public long Id { get; } = id;

    /// <summary>Its name, told in the ack.</summary>
    public string Session { get; } = session;

    /// <summary>Whose it is. Another one with the same principal when the token was refreshed; written by its reader.</summary>
    public Caller Caller
    {
        get => Volatile.Read(ref _caller);
        set => Volatile.Write(ref _caller, value);
    }

    public string Transport { get; } = transport;

    public DateTimeOffset OpenedAt { get; } = openedAt;

    public IConnectionWriter Writer { get; } = writer;

    public DeliveryShard Shard { get; } = shard;

    /// <summary>The topics that it follows.</summary>
    public ref FollowedTopics Topics => ref _topics;

    /// <summary>The AI streams that it watches, by id; null before the first.</summary>
    public Dictionary<string, StreamViewer>? Viewers { get; set; }

    /// <summary>Subscriptions with something to look at.</summary>
    public List<Subscription> Dirty { get; } = [];

    /// <summary>Viewers with something to look at; null before the first.</summary>
    public List<StreamViewer>? DirtyViewers { get; set; }

    /// <summary>The subscription that has passed over events and not told of them yet, if any: one at most.</summary>
    public Subscription? Skipping { get; set; }

    /// <summary>Waits in its shard's queue of connections to serve.</summary>
    public bool IsDue { get; set; }

    /// <summary>A write is under way; the next one follows when it completes.</summary>
    public bool IsWriting { get; set; }

    /// <summary>A page of the log is being read for it.</summary>
    public bool IsReading { get; set; }

    /// <summary>The client negotiated permessage-deflate, so it may be sent the deflated variants of event frames.</summary>
    public bool IsDeflated { get; init; }

    /// <summary>What it counts against; null for one that does not count.</summary>
    public AdmissionPass? Pass { get; init; }

    /// <summary>The handshake was accepted.</summary>
    public bool IsLive { get; set; }

    /// <summary>The events that it published itself are not sent to it.</summary>
    public bool NoEcho { get; set; }

    /// <summary>The close frame is on its way; nothing follows it.</summary>
    public bool IsClosing { get; set; }

    /// <summary>It no longer belongs to the shard.</summary>
    public bool IsGone { get; set; }

    public ClosingCode? ClosedWith { get; set; }

    /// <summary>Pings since something was last heard.</summary>
    public int UnansweredPings { get; set; }

    /// <summary>Where the wheel of expiring callers holds it; null when its caller has no end.</summary>
    public ExpiryEntry? Expiry { get; set; }

    /// <summary>Where the timing wheel holds it.</summary>
    public ref WheelEntry Wheel => ref _wheel;

    public long EventsDelivered
    {
        get => Volatile.Read(ref _eventsDelivered);
        set => Volatile.Write(ref _eventsDelivered, value);
    }

    /// <summary>When bytes last came in, seconds of the shard's clock.</summary>
    public long LastHeard
    {
        get => Volatile.Read(ref _lastHeard);
        set => Volatile.Write(ref _lastHeard, value);
    }

    /// <summary>Bytes of replies that wait; the reader pauses above the limit.</summary>
    public long ReplyBytes => Volatile.Read(ref _replyBytes);

    public bool HasReplies => _replies is { Count: > 0 };

    /// <summary>Completed when a closing connection has written its last frame; null unless somebody waits for it.</summary>
    public TaskCompletionSource? Drained { get; set; }

    /// <summary>
    /// Counts a reply before it is posted, so that a reader that is faster than its shard is held back in time.
    /// </summary>
    public void Reserve(byte[] frame) => Interlocked.Add(ref _replyBytes, frame.Length);

    /// <summary>Gives back what was counted for a reply that is not sent.</summary>
    public void Release(byte[] frame)
    {
        if (Interlocked.Add(ref _replyBytes, -frame.Length) == 0)
            Interlocked.Exchange(ref _room, null)?.TrySetResult();
    }

    /// <summary>Queues a reply that was reserved.</summary>
    public void EnqueueReply(byte[] frame) => (_replies ??= new Queue<byte[]>()).Enqueue(frame);

    public byte[]? PeekReply() => _replies is { Count: > 0 } ? _replies.Peek() : null;

    public void DequeueReply()
    {
        var left = Interlocked.Add(ref _replyBytes, -_replies!.Dequeue().Length);
        if (left == 0)
            Interlocked.Exchange(ref _room, null)?.TrySetResult();
    }

    /// <summary>Waits until the client has taken its replies, if more than the limit wait.</summary>
    public async ValueTask WaitForRoomAsync(long limit, CancellationToken cancellation)
    {
        if (ReplyBytes <= limit)
            return;
        var room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Exchange(ref _room, room);
        if (ReplyBytes > 0)
            await room.Task.WaitAsync(cancellation);
    }
}
