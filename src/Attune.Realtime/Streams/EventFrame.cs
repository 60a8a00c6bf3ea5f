namespace Attune.Realtime.Streams;

/// <summary>
/// One or more events of a topic that were published together, serialised and framed once for all recipients: a complete
/// WebSocket text frame. Immutable but for the deflated variant that is added on demand; shared by every connection that
/// receives it.
/// </summary>
internal sealed class EventFrame
{
    private byte[]? _deflated;

    /// <summary>Its place among the topic's frames on this node; contiguous.</summary>
    public required long Unit { get; init; }

    public required long FirstSeq { get; init; }

    public required long LastSeq { get; init; }

    /// <summary>The seq of the topic's event before the first one, 0 for none.</summary>
    public required long Prev { get; init; }

    /// <summary>The topic's running number of the first event, from 1.</summary>
    public required long FirstOrdinal { get; init; }

    /// <summary>When its first event was published, Unix microseconds.</summary>
    public long At { get; init; }

    /// <summary>What filters compare; null passes every filter.</summary>
    public required string? Scope { get; init; }

    /// <summary>The connection that published it, 0 for none or no longer known.</summary>
    public required long Origin { get; init; }

    /// <summary>The key of each event; empty unless the topic is conflated by key.</summary>
    public string?[] Keys { get; init; } = [];

    /// <summary>The whole WebSocket frame.</summary>
    public required byte[] Bytes { get; init; }

    /// <summary>Where the JSON text begins in <see cref="Bytes"/>.</summary>
    public required int JsonStart { get; init; }

    /// <summary>Start and length of each event's JSON object in <see cref="Bytes"/>.</summary>
    public required (int Start, int Length)[] Events { get; init; }

    /// <summary>
    /// The variant for connections that negotiated permessage-deflate: made once by the first of them that needs it, then
    /// shared. The same array as <see cref="Bytes"/> when deflating saves too little; null while nobody has needed it.
    /// </summary>
    public byte[]? Deflated
    {
        get => Volatile.Read(ref _deflated);
        set => Volatile.Write(ref _deflated, value);
    }

    /// <summary>Bytes that its ring counts for it; guarded by the ring's budget.</summary>
    public int ChargedBytes { get; set; }

    public int Count => Events.Length;

    public ReadOnlySpan<byte> EventJson(int i) => Bytes.AsSpan(Events[i].Start, Events[i].Length);
}
