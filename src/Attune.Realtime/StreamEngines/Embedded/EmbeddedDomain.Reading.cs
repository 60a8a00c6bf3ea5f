using System.Buffers;
using Attune.Realtime.Streams;

namespace Attune.Realtime.StreamEngines.Embedded;

internal sealed partial class EmbeddedDomain
{
    private readonly SemaphoreSlim _readers = new(MaxReaders);

    private const int MaxReaders = 8;

    public override async ValueTask<IReadOnlyList<EventFrame>> ReadAsync(
        Topic topic, long fromUnit, int maxBytes, CancellationToken cancellation)
    {
        await _readers.WaitAsync(cancellation);
        try
        {
            // Leave the caller's thread: a cold file blocks, and the caller may be a delivery shard.
            return await Task.Run(() => Read(topic, Math.Max(fromUnit, topic.Index.FirstUnit), maxBytes), cancellation);
        }
        finally
        {
            _readers.Release();
        }
    }

    public override byte[] Deflate(Topic topic, EventFrame frame) => _options.Deflater.For(topic, frame);

    private List<EventFrame> Read(Topic topic, long fromUnit, int maxBytes)
    {
        var frames = new List<EventFrame>();
        for (var unit = fromUnit; maxBytes > 0 && topic.Index.TryGet(unit, out var entry); unit++)
        {
            if (topic.Ring.TryGet(unit) is { } frame)
            {
                frames.Add(frame);
            }
            else if (ReadUnit(topic, unit, entry) is { } read)
            {
                frames.Add(frame = read);
            }
            else
            {
                break;
            }

            maxBytes -= frame.Bytes.Length;
        }

        return frames;
    }

    private EventFrame? ReadUnit(Topic topic, long unit, UnitEntry entry)
    {
        if (_file is null || entry.Offset < 0)
            return null;
        var buffer = ArrayPool<byte>.Shared.Rent(entry.Length);
        try
        {
            var records = buffer.AsSpan(0, entry.Length);
            return _file.TryRead(entry.Offset, records) ? EventFrameBuilder.Build(topic, unit, entry.Count, records, 0) : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
