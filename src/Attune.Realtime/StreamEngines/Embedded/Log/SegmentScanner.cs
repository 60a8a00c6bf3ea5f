namespace Attune.Realtime.StreamEngines.Embedded.Log;

/// <summary>Called for each record of a segment, in order.</summary>
/// <param name="record">The record; valid during the call only.</param>
/// <param name="offset">Its offset in the log.</param>
internal delegate void RecordVisitor(RecordView record, long offset);

/// <summary>Walks the records of a segment and finds out where they end.</summary>
internal sealed class SegmentScanner
{
    private const int BufferSize = 1 << 20;

    private byte[] _buffer = new byte[BufferSize];

    /// <summary>Visits every valid record from a file position on.</summary>
    /// <returns>The file position after the last valid record.</returns>
    public long Scan(LogSegment segment, long from, RecordVisitor visit)
    {
        var position = from;
        while (true)
        {
            var read = segment.File.Read(position, _buffer.AsSpan(0, (int)Math.Min(_buffer.Length, segment.Length - position)));
            var window = _buffer.AsSpan(0, read);
            var used = 0;
            while (RecordCodec.TryReadHeader(window[used..], out var length) && used + length <= read)
            {
                var record = new RecordView(window.Slice(used, length));
                if (!record.IsPayloadIntact)
                    return position + used;
                visit(record, segment.Start + position + used);
                used += length;
            }

            position += used;
            if (RecordCodec.TryReadHeader(window[used..], out var needed) && needed > _buffer.Length)
                _buffer = new byte[needed];
            else if (used == 0 && read < _buffer.Length)
                return position;
            else if (used == 0 && (!RecordCodec.TryReadHeader(window, out needed) || needed <= read))
                return position;
        }
    }

    /// <summary>
    /// Looks for a valid record behind bytes that are none. Where only a payload is damaged, behind that payload: a text may
    /// hold what looks like a record, and must never become one.
    /// </summary>
    /// <returns>Its file position, or null when there is none: then the rest is a torn tail.</returns>
    public long? FindNext(LogSegment segment, long after)
    {
        var header = segment.File.Read(after, _buffer.AsSpan(0, RecordCodec.MaxHeaderLength));
        var skipped = RecordCodec.TryReadHeader(_buffer.AsSpan(0, header), out var length) ? length : 1;
        for (var position = after + skipped; position < segment.Length; position += _buffer.Length - RecordCodec.MaxHeaderLength)
        {
            var read = segment.File.Read(position, _buffer);
            for (var i = 0; i + RecordCodec.FixedLength <= read; i++)
            {
                if (RecordCodec.TryReadHeader(_buffer.AsSpan(i, read - i), out _))
                    return position + i;
            }
        }

        return null;
    }
}
