using System.Buffers;
using System.IO.Compression;
using Attune.Realtime.Protocol;
using Attune.Realtime.Streams;

namespace Attune.Realtime.StreamEngines.Embedded;

/// <summary>
/// Makes the permessage-deflate variant of event frames (RFC 7692), once per frame and only when a connection needs it. There
/// is no compressor per connection: without context takeover every recipient gets the same bytes.
/// </summary>
/// <param name="rings">Counts the memory of the variants.</param>
internal sealed class FrameDeflater(RingBudget rings)
{
    /// <summary>Messages below this many bytes go plain: there is little to gain.</summary>
    public const int MinPayload = 1024;

    /// <summary>Above this the fastest level is used, so that a shard's other connections hardly wait.</summary>
    private const int LargePayload = 64 * 1024;

    private const byte FinalDeflatedText = 0xC1;

    /// <summary>What a flush ends with; the receiver adds it again (RFC 7692 7.2.1).</summary>
    private const int FlushMarker = 4;

    private readonly Lock[] _gates = [.. Enumerable.Range(0, 16).Select(_ => new Lock())];
    private long _count;

    /// <summary>Frames deflated.</summary>
    public long Count => Volatile.Read(ref _count);

    /// <summary>The bytes of a frame for a connection that understands deflated messages.</summary>
    public byte[] For(Topic topic, EventFrame frame)
    {
        if (frame.Bytes.Length - frame.JsonStart < MinPayload)
            return frame.Bytes;
        if (frame.Deflated is { } ready)
            return ready;
        // A frame that was read from the log is held by one reader: deflating it would be deflating per connection.
        if (topic.Ring.TryGet(frame.Unit) != frame)
            return frame.Bytes;
        // Shards that need the same frame at the same time wait for the first instead of doing the work twice.
        lock (_gates[frame.Unit % _gates.Length])
            return frame.Deflated ?? Make(topic, frame);
    }

    private byte[] Make(Topic topic, EventFrame frame)
    {
        var deflated = Deflate(frame.Bytes.AsSpan(frame.JsonStart));
        Interlocked.Increment(ref _count);
        // Less than a tenth saved is not worth the client's work.
        if (deflated.Length > frame.Bytes.Length * 9L / 10)
            return frame.Deflated = frame.Bytes;
        frame.Deflated = deflated;
        rings.Charge(topic, frame, deflated.Length);
        return deflated;
    }

    private static byte[] Deflate(ReadOnlySpan<byte> message)
    {
        // The fastest deflaters may spend nine bits on a byte.
        var scratch = ArrayPool<byte>.Shared.Rent(message.Length + (message.Length / 8) + 1024);
        try
        {
            using var target = new MemoryStream(scratch);
            var level = message.Length > LargePayload ? CompressionLevel.Fastest : CompressionLevel.Optimal;
            using var deflater = new DeflateStream(target, level, leaveOpen: true);
            deflater.Write(message);
            deflater.Flush();
            var payload = scratch.AsSpan(0, (int)target.Position - FlushMarker);
            var header = FrameWriter.HeaderLength(payload.Length);
            var frame = new byte[header + payload.Length];
            FrameWriter.WriteHeader(frame, FinalDeflatedText, payload.Length);
            payload.CopyTo(frame.AsSpan(header));
            return frame;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(scratch);
        }
    }
}
