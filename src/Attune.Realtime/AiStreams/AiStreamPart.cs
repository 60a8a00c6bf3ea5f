using Attune.Realtime.Protocol;

namespace Attune.Realtime.AiStreams;

/// <summary>
/// One part of an AI stream: an append-only UTF-8 string whose position is its byte count. The last few appends are also
/// kept as finished frames, so that viewers who are up to date share them.
/// </summary>
internal sealed class AiStreamPart
{
    private const int RecentDeltas = 16;

    private readonly Lock _gate = new();
    private readonly AiStream _stream;
    private readonly List<(long Offset, long At, int Length)> _records = [];
    private readonly StreamFrame?[] _recent = new StreamFrame?[RecentDeltas];
    private byte[]? _text = [];
    private long _length;
    private int _nextRecent;

    internal AiStreamPart(AiStream stream, string name)
    {
        _stream = stream;
        Name = name;
    }

    public string Name { get; }

    /// <summary>Committed length in bytes.</summary>
    public long Length => Volatile.Read(ref _length);

    /// <summary>False when the text was let go of and must be read from the log first.</summary>
    public bool IsLoaded
    {
        get
        {
            lock (_gate)
                return _text is not null;
        }
    }

    /// <summary>Where the text stands in the log: offset of the record, position in the part, length in bytes.</summary>
    internal IReadOnlyList<(long Offset, long At, int Length)> Records
    {
        get
        {
            lock (_gate)
                return [.. _records];
        }
    }

    /// <summary>Adds committed text.</summary>
    internal void Append(ReadOnlySpan<byte> utf8, long offset)
    {
        lock (_gate)
        {
            var at = _length;
            _records.Add((offset, at, utf8.Length));
            if (_text is not null)
            {
                if (_text.Length < at + utf8.Length)
                    Array.Resize(ref _text, (int)Math.Max(at + utf8.Length, Math.Min(_text.Length * 2L, Array.MaxLength)));
                utf8.CopyTo(_text.AsSpan((int)at));
            }

            // Not for an empty append: a viewer at its position would be given a frame that leads nowhere.
            if (!utf8.IsEmpty && _stream.ViewerCount > 0)
                _recent[_nextRecent++ % RecentDeltas] = StreamFrame.OfDelta(_stream.Id, Name, at, utf8, null);
            Volatile.Write(ref _length, at + utf8.Length);
        }
    }

    /// <summary>Notes text of an earlier run that stays in the log until somebody wants it.</summary>
    internal void AppendUnloaded(int length, long offset)
    {
        lock (_gate)
        {
            _text = null;
            _records.Add((offset, _length, length));
            Volatile.Write(ref _length, _length + length);
        }
    }

    /// <summary>Puts text back that was read from the log.</summary>
    /// <returns>False when the part has grown meanwhile: read it again.</returns>
    internal bool Load(byte[] text)
    {
        lock (_gate)
        {
            if (_text is null && text.Length == _length)
                _text = text;
            return _text is not null;
        }
    }

    /// <summary>Lets go of the text; the log still has it.</summary>
    internal void Unload()
    {
        lock (_gate)
        {
            _text = null;
            Array.Clear(_recent);
        }
    }

    /// <summary>Replaces every byte, after the log's copies were overwritten.</summary>
    internal void Erase()
    {
        lock (_gate)
        {
            _text = [];
            _records.Clear();
            Array.Clear(_recent);
            Volatile.Write(ref _length, 0);
        }
    }

    /// <summary>Is this a position between two characters?</summary>
    internal bool IsBoundary(long at)
    {
        lock (_gate)
            return at >= 0 && at <= _length && (at == _length || _text is null || (_text[at] & 0xC0) != 0x80);
    }

    /// <summary>Do these bytes stand at this position?</summary>
    internal bool Matches(long at, ReadOnlySpan<byte> utf8)
    {
        lock (_gate)
            return _text is not null && at + utf8.Length <= _length && _text.AsSpan((int)at, utf8.Length).SequenceEqual(utf8);
    }

    /// <summary>A finished frame that begins exactly here, if there is one.</summary>
    internal StreamFrame? RecentAt(long at)
    {
        lock (_gate)
        {
            foreach (var frame in _recent)
            {
                if (frame is not null && frame.At == at && frame.End <= _length)
                    return frame;
            }

            return null;
        }
    }

    /// <summary>A frame made for one viewer: from a position to the end, at most so many bytes, cut between characters.</summary>
    internal StreamFrame FrameFrom(long at, int maxBytes, ReadOnlySpan<byte> reference)
    {
        lock (_gate)
        {
            var rest = _text is null || at >= _length ? [] : _text.AsSpan((int)at, (int)(_length - at));
            return StreamFrame.OfDelta(_stream.Id, Name, at, CutBetweenCharacters(rest, maxBytes), reference);
        }
    }

    /// <summary>A copy of the committed text.</summary>
    internal byte[] ToArray()
    {
        lock (_gate)
            return _text is null ? [] : _text.AsSpan(0, (int)_length).ToArray();
    }

    private static ReadOnlySpan<byte> CutBetweenCharacters(ReadOnlySpan<byte> utf8, int maxBytes)
    {
        if (utf8.Length <= maxBytes)
            return utf8;
        var end = maxBytes;
        while (end > 0 && (utf8[end] & 0xC0) == 0x80)
            end--;
        return utf8[..end];
    }
}
