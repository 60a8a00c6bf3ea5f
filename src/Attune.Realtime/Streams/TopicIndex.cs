namespace Attune.Realtime.Streams;

/// <summary>
/// Every frame of a topic that can still be replayed: 20 bytes each, in chunks, found by unit in O(1) and by seq in
/// O(log n). The committer writes; readers that need more than the newest numbers take the lock, which happens when a
/// client subscribes or has fallen behind the ring, never per event.
/// </summary>
internal sealed class TopicIndex
{
    private const int ChunkSize = 256;

    private readonly Lock _gate = new();
    private readonly List<Chunk> _chunks = [];
    private long _firstUnit;
    private long _nextUnit;
    private long _firstUnitOfChunks;
    private long _lastSeq;

    /// <summary>The seq of the newest event, 0 for none; kept when everything was trimmed.</summary>
    public long LastSeq => Volatile.Read(ref _lastSeq);

    /// <summary>The unit that the next frame will get.</summary>
    public long NextUnit => Volatile.Read(ref _nextUnit);

    /// <summary>The oldest unit that can be replayed; equals <see cref="NextUnit"/> when there is none.</summary>
    public long FirstUnit => Volatile.Read(ref _firstUnit);

    /// <summary>Events of this topic up to this seq are gone; 0 when none are.</summary>
    public long TrimmedThrough { get; private set; }

    /// <summary>The running number of the first event that can be replayed, from 1.</summary>
    public long FirstOrdinal { get; private set; } = 1;

    public long Events { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>When the newest event was published, Unix microseconds; 0 for none.</summary>
    public long LastAt { get; private set; }

    /// <summary>Takes over what a log remembers of a topic whose older events are gone.</summary>
    public void Restore(long lastSeq, long lastOrdinal, long lastAt)
    {
        lock (_gate)
        {
            Volatile.Write(ref _lastSeq, lastSeq);
            TrimmedThrough = lastSeq;
            FirstOrdinal = lastOrdinal + 1;
            LastAt = lastAt;
        }
    }

    /// <summary>Adds the next frame.</summary>
    public void Append(in UnitEntry entry)
    {
        lock (_gate)
        {
            if (_chunks.Count == 0 || _chunks[^1].IsFull(entry))
                _chunks.Add(new Chunk(entry));
            _chunks[^1].Add(entry);
            Events += entry.Count;
            Bytes += entry.Length;
            LastAt = entry.At;
            Volatile.Write(ref _lastSeq, entry.LastSeq);
            Volatile.Write(ref _nextUnit, _nextUnit + 1);
        }
    }

    /// <summary>Finds a frame that can still be replayed.</summary>
    public bool TryGet(long unit, out UnitEntry entry)
    {
        lock (_gate)
        {
            entry = default;
            return unit >= _firstUnit && unit < _nextUnit && Locate(unit, out entry);
        }
    }

    /// <summary>The first frame that holds an event after this seq.</summary>
    public long FindAfter(long seq)
    {
        lock (_gate)
        {
            var (low, high) = (_firstUnit, _nextUnit);
            while (low < high)
            {
                var middle = low + ((high - low) / 2);
                Locate(middle, out var entry);
                if (entry.LastSeq > seq)
                    high = middle;
                else
                    low = middle + 1;
            }

            return low;
        }
    }

    /// <summary>How many events, and bytes of them in the log, can be replayed from this unit on. O(chunks).</summary>
    public (long Events, long Bytes) From(long unit)
    {
        lock (_gate)
        {
            var skip = Math.Max(unit, _firstUnit) - _firstUnitOfChunks;
            var (events, bytes) = (0L, 0L);
            foreach (var chunk in _chunks)
            {
                var (chunkEvents, chunkBytes) = chunk.From(skip);
                events += chunkEvents;
                bytes += chunkBytes;
                skip = Math.Max(0, skip - chunk.Count);
            }

            return (events, bytes);
        }
    }

    /// <summary>The newest seq with the unit and the running number that come next, as of one moment.</summary>
    public (long LastSeq, long NextUnit, long NextOrdinal) End()
    {
        lock (_gate)
            return (_lastSeq, _nextUnit, FirstOrdinal + Events);
    }

    /// <summary>The oldest unit, the seq before it and its running number, as of one moment.</summary>
    public (long FirstUnit, long TrimmedThrough, long FirstOrdinal) Beginning()
    {
        lock (_gate)
            return (_firstUnit, TrimmedThrough, FirstOrdinal);
    }

    /// <summary>Forgets the oldest frame.</summary>
    public UnitEntry DropOldest()
    {
        lock (_gate)
        {
            if (_firstUnit == _nextUnit)
                return default;
            Locate(_firstUnit, out var entry);
            Events -= entry.Count;
            Bytes -= entry.Length;
            FirstOrdinal += entry.Count;
            TrimmedThrough = entry.LastSeq;
            Volatile.Write(ref _firstUnit, _firstUnit + 1);
            if (_firstUnit - _firstUnitOfChunks >= _chunks[0].Count)
            {
                _firstUnitOfChunks += _chunks[0].Count;
                _chunks.RemoveAt(0);
            }

            return entry;
        }
    }

    private bool Locate(long unit, out UnitEntry entry)
    {
        // Chunks may be closed early (a number did not fit), so walk them; a full topic has about forty.
        var rest = unit - _firstUnitOfChunks;
        foreach (var chunk in _chunks)
        {
            if (rest < chunk.Count)
            {
                entry = chunk.Get((int)rest);
                return true;
            }

            rest -= chunk.Count;
        }

        entry = default;
        return false;
    }

    /// <summary>Up to 256 entries as differences from the first, five 32-bit numbers each.</summary>
    private sealed class Chunk(in UnitEntry first)
    {
        private readonly UnitEntry _first = first;
        private (uint Seq, uint Offset, uint Length, uint Milliseconds, uint Count)[] _rows =
            new (uint, uint, uint, uint, uint)[4];

        private long _events;
        private long _bytes;

        public int Count { get; private set; }

        public bool IsFull(in UnitEntry entry) => Count == ChunkSize
            || entry.LastSeq - _first.LastSeq > uint.MaxValue
            || entry.Offset - _first.Offset > uint.MaxValue
            || entry.At < _first.At
            || (entry.At - _first.At) / 1000 > uint.MaxValue;

        public void Add(in UnitEntry entry)
        {
            if (Count == _rows.Length)
                Array.Resize(ref _rows, Math.Min(ChunkSize, Count * 2));
            _rows[Count++] = ((uint)(entry.LastSeq - _first.LastSeq), (uint)(entry.Offset - _first.Offset), (uint)entry.Length,
                (uint)((entry.At - _first.At) / 1000), (uint)entry.Count);
            _events += entry.Count;
            _bytes += entry.Length;
        }

        /// <summary>Events and bytes without the first rows.</summary>
        public (long Events, long Bytes) From(long skip)
        {
            if (skip == 0)
                return (_events, _bytes);
            var (events, bytes) = (0L, 0L);
            for (var i = skip; i < Count; i++)
            {
                events += _rows[i].Count;
                bytes += _rows[i].Length;
            }

            return (events, bytes);
        }

        public UnitEntry Get(int i)
        {
            ref var row = ref _rows[i];
            return new UnitEntry(_first.LastSeq + row.Seq, _first.Offset + row.Offset, (int)row.Length, (int)row.Count,
                _first.At + (row.Milliseconds * 1000L));
        }
    }
}
