using System.Buffers.Binary;

namespace Attune.Realtime.StreamEngines.Embedded.Log;

/// <summary>
/// One file of a domain's log. It begins with
/// <c>"ATTUNLOG", u16 format version, u16 header length, u32 CRC-32C of the rest, i64 base, i64 created</c>; a record at file
/// position p has the offset base + p in the log.
/// </summary>
internal sealed class LogSegment(ILogFile file, string path, long start) : IDisposable
{
    public const int HeaderLength = 32;

    private const ushort FormatVersion = 1;

    private static ReadOnlySpan<byte> Magic => "ATTUNLOG"u8;

    public ILogFile File { get; } = file;

    public string Path { get; } = path;

    /// <summary>Offset in the log of the file's first byte.</summary>
    public long Start { get; } = start;

    /// <summary>Bytes of the file that hold valid content.</summary>
    public long Length { get; set; } = HeaderLength;

    public long End => Start + Length;

    public bool IsEmpty => Length == HeaderLength;

    /// <summary>Records in here that something still points to; a sealed segment with none is deleted.</summary>
    public long LiveRecords { get; set; }

    /// <summary>Holds bytes that could not be read: kept aside instead of deleted.</summary>
    public bool IsDamaged { get; set; }

    public static string NameOf(string folder, long start) => System.IO.Path.Combine(folder, $"{start:x16}.log");

    /// <summary>Bytes of the records that it began with; they do not count towards its size.</summary>
    public long HeadLength { get; private init; }

    /// <summary>When its newest record was written, Unix microseconds.</summary>
    public long NewestAt { get; set; }

    /// <summary>Makes a new file. Its first bytes are written last: until then the file counts as unfinished.</summary>
    /// <param name="files">The file system.</param>
    /// <param name="folder">Where.</param>
    /// <param name="start">Offset in the log of its first byte.</param>
    /// <param name="createdAt">Unix microseconds.</param>
    /// <param name="head">The records it begins with.</param>
    public static LogSegment Create(ILogFiles files, string folder, long start, long createdAt, ReadOnlySpan<byte> head)
    {
        var path = NameOf(folder, start);
        var file = files.Open(path, writable: true);
        Span<byte> header = stackalloc byte[HeaderLength];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header[8..], FormatVersion);
        BinaryPrimitives.WriteUInt16LittleEndian(header[10..], HeaderLength);
        BinaryPrimitives.WriteInt64LittleEndian(header[16..], start);
        BinaryPrimitives.WriteInt64LittleEndian(header[24..], createdAt);
        BinaryPrimitives.WriteUInt32LittleEndian(header[12..], RecordCodec.Hash(header[16..]));
        try
        {
            file.SetLength(0);
            file.Write(HeaderLength, head);
            file.Write(0, header);
        }
        catch
        {
            file.Dispose();
            throw;
        }

        return new LogSegment(file, path, start)
        {
            Length = HeaderLength + head.Length,
            HeadLength = head.Length,
            NewestAt = createdAt,
        };
    }

    /// <summary>
    /// Opens an existing file; null when its first bytes are not a header, or that of another place in the log: a copy, or a
    /// file that took the place of another.
    /// </summary>
    /// <param name="files">The file system.</param>
    /// <param name="path">The file.</param>
    /// <param name="writable">Open it for writing as well.</param>
    /// <param name="isUnfinished">The file was never completed: a crash came while it was made.</param>
    /// <exception cref="InvalidDataException">It was written by a newer Attune.</exception>
    public static LogSegment? Open(ILogFiles files, string path, bool writable, out bool isUnfinished)
    {
        var file = files.Open(path, writable);
        Span<byte> header = stackalloc byte[HeaderLength];
        header.Clear();
        var read = file.Read(0, header);
        isUnfinished = header.IndexOfAnyExcept((byte)0) < 0;
        if (read < HeaderLength || !header.StartsWith(Magic)
            || RecordCodec.Hash(header[16..]) != BinaryPrimitives.ReadUInt32LittleEndian(header[12..]))
        {
            file.Dispose();
            return null;
        }

        var version = BinaryPrimitives.ReadUInt16LittleEndian(header[8..]);
        if (version > FormatVersion)
        {
            file.Dispose();
            throw new InvalidDataException($"'{path}' has log format {version}; this program reads up to {FormatVersion}. "
                + "Install the newer Attune that wrote it.");
        }

        var start = BinaryPrimitives.ReadInt64LittleEndian(header[16..]);
        if (System.IO.Path.GetFileName(path) == System.IO.Path.GetFileName(NameOf("", start)))
            return new LogSegment(file, path, start) { Length = file.Length };
        file.Dispose();
        return null;
    }

    public void Dispose() => File.Dispose();
}
