namespace Attune.Diagnostics.Metrics;

/// <summary>
/// Finds the series of a measurement by its tags without locking or allocating. Entries are only ever added, under a
/// lock; a reader sees a slot as empty or complete, and the table before or after it has grown.
/// </summary>
internal sealed class SeriesTable(int limit, int slotsPerSeries)
{
    private const int FirstSize = 16;

    private readonly Lock _adding = new();
    private readonly Dictionary<string, Series> _byLabels = new(StringComparer.Ordinal);
    private Entry?[] _entries = new Entry?[FirstSize];
    private Series? _untagged;
    private int _entryCount;
    private bool _isFull;
    private long _dropped;

    /// <summary>Measurements that found no room.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    /// <summary>All series in the order of their labels.</summary>
    public IReadOnlyList<Series> All()
    {
        lock (_adding)
            return [.. _byLabels.Values.OrderBy(series => series.Labels, StringComparer.Ordinal)];
    }

    /// <summary>The series of these tags, made when it is new.</summary>
    /// <returns>Null when the metric already has as many series as it may have; the measurement is counted as dropped.</returns>
    public Series? Find(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty && Volatile.Read(ref _untagged) is { } untagged)
            return untagged;
        var hash = HashOf(tags);
        if (Find(Volatile.Read(ref _entries), hash, tags) is { } known)
            return known;
        return Volatile.Read(ref _isFull) ? Drop() : Add(hash, tags);
    }

    private static Series? Find(Entry?[] entries, int hash, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var mask = entries.Length - 1;
        for (var at = hash & mask; Volatile.Read(ref entries[at]) is { } entry; at = (at + 1) & mask)
        {
            if (entry.Hash == hash && Same(entry.Tags, tags))
                return entry.Series;
        }

        return null;
    }

    private Series? Add(int hash, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (_adding)
        {
            if (Find(_entries, hash, tags) is { } madeMeanwhile)
                return madeMeanwhile;
            // The same tags in another order are another entry of the same series.
            var labels = PrometheusLabels.Write(tags);
            if (!_byLabels.TryGetValue(labels, out var series))
            {
                if (_byLabels.Count >= limit)
                {
                    Volatile.Write(ref _isFull, true);
                    return Drop();
                }

                series = new Series(labels, new StripedCells(slotsPerSeries));
                _byLabels.Add(labels, series);
            }

            if (tags.IsEmpty)
                Volatile.Write(ref _untagged, series);
            Insert(new Entry(hash, tags.ToArray(), series));
            return series;
        }
    }

    private void Insert(Entry entry)
    {
        if ((_entryCount + 1) * 2 > _entries.Length)
        {
            var larger = new Entry?[_entries.Length * 2];
            foreach (var old in _entries)
            {
                if (old is not null)
                    Place(larger, old);
            }

            Volatile.Write(ref _entries, larger);
        }

        Place(_entries, entry);
        _entryCount++;
    }

    private static void Place(Entry?[] entries, Entry entry)
    {
        var mask = entries.Length - 1;
        var at = entry.Hash & mask;
        while (entries[at] is not null)
            at = (at + 1) & mask;
        Volatile.Write(ref entries[at], entry);
    }

    private Series? Drop()
    {
        Interlocked.Increment(ref _dropped);
        return null;
    }

    private static int HashOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var hash = default(HashCode);
        foreach (var tag in tags)
        {
            hash.Add(tag.Key);
            hash.Add(tag.Value);
        }

        return hash.ToHashCode();
    }

    private static bool Same(KeyValuePair<string, object?>[] known, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (known.Length != tags.Length)
            return false;
        for (var i = 0; i < known.Length; i++)
        {
            if (known[i].Key != tags[i].Key || !Equals(known[i].Value, tags[i].Value))
                return false;
        }

        return true;
    }

    private sealed record Entry(int Hash, KeyValuePair<string, object?>[] Tags, Series Series);
}
