namespace Attune.Realtime.StreamEngines.Embedded.Log;

/// <summary>
/// The files of a domain's log, addressed as one sequence of bytes. One thread writes; any thread reads what is committed.
/// </summary>
internal sealed class SegmentedLog(ILogFiles files, string folder, bool writable) : IDisposable
{
    private const string Ending = ".log";

    private LogSegment[] _segments = [];

    public IReadOnlyList<LogSegment> Segments => Volatile.Read(ref _segments);

    public bool IsWritable => writable;

    /// <summary>Where the next record will be written.</summary>
    public long End => _segments.Length == 0 ? 0 : _segments[^1].End;

    public LogSegment? Active => _segments.Length == 0 ? null : _segments[^1];

    public long Bytes => Segments.Sum(segment => segment.Length);

    /// <summary>Opens what is there; files whose making was interrupted are removed.</summary>
    public void Open()
    {
        foreach (var path in files.List(folder, Ending))
        {
            if (LogSegment.Open(files, path, writable) is { } segment)
                _segments = [.. _segments, segment];
            else if (writable)
                files.Delete(path);
        }
    }

    /// <summary>Begins a new file with these records; it counts only when they are written.</summary>
    public void Roll(long now, ReadOnlySpan<byte> head)
    {
        var segment = LogSegment.Create(files, folder, End, now);
        try
        {
            segment.File.Write(segment.Length, head);
            segment.Length += head.Length;
        }
        catch
        {
            segment.Dispose();
            throw;
        }

        Volatile.Write(ref _segments, [.. _segments, segment]);
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
        var active = Active!;
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

    /// <summary>Overwrites committed bytes; what was erased on request must reach the device before anyone is told.</summary>
    public void Overwrite(long offset, ReadOnlySpan<byte> bytes, bool mustReachDevice)
    {
        if (Find(offset) is not { } segment)
            return;
        segment.File.Write(offset - segment.Start, bytes);
        if (mustReachDevice)
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
        Volatile.Write(ref _segments, _segments[1..]);
        oldest.Dispose();
        if (oldest.IsDamaged)
            files.Rename(oldest.Path, oldest.Path + ".damaged");
        else
            files.Delete(oldest.Path);
    }

    public void Dispose()
    {
        foreach (var segment in _segments)
            segment.Dispose();
    }
}
