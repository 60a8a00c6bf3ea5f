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

    /// <summary>Makes a new file.</summary>
    public static LogSegment Create(ILogFiles files, string folder, long start, long createdAt)
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
            file.Write(0, header);
        }
        catch
        {
            file.Dispose();
            throw;
        }

        return new LogSegment(file, path, start);
    }

    /// <summary>Opens an existing file; null when it was never completed (a crash while it was made).</summary>
    /// <exception cref="InvalidDataException">It was written by a newer Attune.</exception>
    public static LogSegment? Open(ILogFiles files, string path, bool writable)
    {
        var file = files.Open(path, writable);
        Span<byte> header = stackalloc byte[HeaderLength];
        if (file.Read(0, header) < HeaderLength || !header.StartsWith(Magic)
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

        return new LogSegment(file, path, BinaryPrimitives.ReadInt64LittleEndian(header[16..])) { Length = file.Length };
    }

    public void Dispose() => File.Dispose();
}
