namespace Attune.Realtime.Streams;

/// <summary>
/// One or more events of a topic that were published together, serialised and framed once for all recipients: a complete
/// WebSocket text frame. Immutable; shared by every connection that receives it.
/// </summary>
internal sealed class EventFrame
{
    /// <summary>Its place among the topic's frames on this node; contiguous.</summary>
    public required long Unit { get; init; }

    public required long FirstSeq { get; init; }

    public required long LastSeq { get; init; }

    /// <summary>The seq of the topic's event before the first one, 0 for none.</summary>
    public required long Prev { get; init; }

    /// <summary>The topic's running number of the first event, from 1.</summary>
    public required long FirstOrdinal { get; init; }

    /// <summary>What filters compare; null passes every filter.</summary>
    public required string? Scope { get; init; }

    /// <summary>The connection that published it, 0 for none or no longer known.</summary>
    public required long Origin { get; init; }

    /// <summary>The whole WebSocket frame.</summary>
    public required byte[] Bytes { get; init; }

    /// <summary>Where the JSON text begins in <see cref="Bytes"/>.</summary>
    public required int JsonStart { get; init; }

    /// <summary>Start and length of each event's JSON object in <see cref="Bytes"/>.</summary>
    public required (int Start, int Length)[] Events { get; init; }

    public int Count => Events.Length;

    public ReadOnlySpan<byte> EventJson(int i) => Bytes.AsSpan(Events[i].Start, Events[i].Length);
}
