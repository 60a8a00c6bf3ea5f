namespace Attune.Realtime.StreamEngines.Embedded.Log;

/// <summary>
/// The files of a domain's log, addressed as one sequence of bytes. One thread writes; any thread reads what is committed.
/// </summary>
internal sealed class SegmentedLog(ILogFiles files, string folder, bool writable) : IDisposable
{
    private const string Ending = ".log";
    private const string Damaged = ".damaged";

    private LogSegment[] _segments = [];

    public IReadOnlyList<LogSegment> Segments => Volatile.Read(ref _segments);

    public bool IsWritable => writable;

    /// <summary>Where the next record will be written.</summary>
    public long End => _segments.Length == 0 ? 0 : _segments[^1].End;

    public LogSegment? Active => _segments.Length == 0 ? null : _segments[^1];

    public long Bytes => Segments.Sum(segment => segment.Length);

    /// <summary>Files whose first bytes were not ours any more; they were set aside.</summary>
    public int UnreadableFiles { get; private set; }

    /// <summary>
    /// Opens what is there. A file whose making was interrupted is removed, any other unreadable one is set aside.
    /// </summary>
    public void Open()
    {
        foreach (var path in files.List(folder, Ending))
        {
            if (LogSegment.Open(files, path, writable, out var isUnfinished) is { } segment)
                Add(segment);
            else if (!isUnfinished)
                SetAside(path);
            else if (writable)
                files.Delete(path);
        }
    }

    private void Add(LogSegment segment)
    {
        // What a failed write left behind the end of a file that was then sealed is not part of the log.
        if (Active is { } previous && previous.End > segment.Start)
            previous.Length = Math.Max(LogSegment.HeaderLength, segment.Start - previous.Start);
        Volatile.Write(ref _segments, [.. _segments, segment]);
    }

    private void SetAside(string path)
    {
        UnreadableFiles++;
        if (writable)
            files.Rename(path, path + Damaged);
    }

    /// <summary>Begins a new file with these records; it counts only when they are written.</summary>
    public void Roll(long now, ReadOnlySpan<byte> head)
    {
        Volatile.Write(ref _segments, [.. _segments, LogSegment.Create(files, folder, End, now, head)]);
    }

    /// <summary>
    /// Writes at the end of the active file. What a failed write left behind is cut off or overwritten by the next.
    /// </summary>
    /// <returns>The offset of the first byte.</returns>
    public long Append(ReadOnlySpan<byte> bytes)
    {
        var active = Active ?? throw new InvalidOperationException("No segment: roll first.");
        var offset = active.End;
        active.File.Write(active.Length, bytes);
        active.Length += bytes.Length;
        return offset;
    }

    public void Flush() => Active?.File.Flush();

    /// <summary>Takes back everything from an offset in the active file on.</summary>
    public void CutBack(long offset)
    {
        // Without a file nothing was written: the making of the first one has failed.
        if (Active is not { } active)
            return;
        active.Length = offset - active.Start;
        active.File.SetLength(active.Length);
    }

    /// <summary>Reads committed bytes.</summary>
    /// <returns>False when they are no longer there.</returns>
    public bool TryRead(long offset, Span<byte> buffer)
    {
        if (Find(offset) is not { } segment)
            return false;
        try
        {
            return segment.File.Read(offset - segment.Start, buffer) == buffer.Length;
        }
        catch (ObjectDisposedException)
        {
            // Retention deleted the file between the two lines above; the caller finds the topic's new beginning.
            return false;
        }
    }

    /// <summary>Overwrites committed bytes.</summary>
    public void Overwrite(long offset, ReadOnlySpan<byte> bytes)
    {
        if (Find(offset) is { } segment)
            segment.File.Write(offset - segment.Start, bytes);
    }

    /// <summary>Waits until the device has the files that hold these offsets.</summary>
    public void FlushAt(IEnumerable<long> offsets)
    {
        foreach (var segment in offsets.Select(Find).OfType<LogSegment>().Distinct())
            segment.File.Flush();
    }

    public LogSegment? Find(long offset)
    {
        var segments = Volatile.Read(ref _segments);
        for (var i = segments.Length - 1; i >= 0; i--)
        {
            if (segments[i].Start <= offset)
                return offset < segments[i].End ? segments[i] : null;
        }

        return null;
    }

    /// <summary>Removes the oldest file, which must be sealed.</summary>
    public void DeleteOldest()
    {
        var oldest = _segments[0];
        if (oldest.IsDamaged)
            files.Rename(oldest.Path, oldest.Path + Damaged);
        else
            files.Delete(oldest.Path);
        Volatile.Write(ref _segments, _segments[1..]);
        oldest.Dispose();
    }

    public void Dispose()
    {
        foreach (var segment in _segments)
            segment.Dispose();
    }
}
