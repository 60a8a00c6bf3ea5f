using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Attune.Language.Search.OnDisk;

/// <summary>
/// The terms of many documents in one append-only file, so that a search index is loaded without cutting every text into terms
/// again. It is a copy: whoever keeps the texts says at loading which documents there are, and what is missing here is
/// indexed anew. A crash at any byte therefore costs time and nothing else. Removing a document overwrites its record.
/// Not thread-safe. Only one process may have a file open.
/// </summary>
public sealed class IndexFile : IDisposable
{
    /// <summary>Below so many bytes that nobody needs, writing the file anew is not worth it.</summary>
    private const long LeastWaste = 65_536;

    internal const string AsideEnding = ".aside";
    internal const string NewEnding = ".new";

    private readonly string _path;
    private readonly WriteAt _write;
    private readonly FileKind _kind;
    private SafeFileHandle _file;
    private Dictionary<string, RecordPlace> _documents = new(StringComparer.Ordinal);
    private long _length;

    private IndexFile(string path, FileKind kind, WriteAt write)
    {
        _path = path;
        _kind = kind;
        _write = write;
        _file = Open(path, FileMode.OpenOrCreate);
    }

    /// <summary>Writes bytes at a position of a file.</summary>
    internal delegate void WriteAt(SafeFileHandle file, ReadOnlySpan<byte> bytes, long position);

    /// <summary>What the file was when it was opened.</summary>
    public IndexFileFinding Finding { get; private set; }

    /// <summary>Records that were damaged when it was opened, and are gone now.</summary>
    public int Damaged { get; private set; }

    /// <summary>Bytes of an unfinished record that were cut off when it was opened.</summary>
    public long CutOff { get; private set; }

    /// <summary>Documents in the file.</summary>
    public int Documents => _documents.Count;

    /// <summary>Size of the file in bytes.</summary>
    public long Length => _length;

    /// <summary>Where a file that this program cannot read is kept until a document is removed.</summary>
    public string AsidePath => _path + AsideEnding;

    /// <summary>Bytes of records that still count.</summary>
    private long Used => _kind.HeaderSize + _documents.Values.Sum(place => place.Size);

    private string NewPath => _path + NewEnding;

    /// <summary>Opens a file, or makes it. Whatever it holds, it can be used afterwards.</summary>
    /// <param name="path">Its path; the folder must be there.</param>
    /// <exception cref="IOException">The disk refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static IndexFile Open(string path) => Open(path, RandomAccess.Write);

    /// <summary>As <see cref="Open(string)"/>, with a disk that may fail.</summary>
    internal static IndexFile Open(string path, WriteAt write) => Open(path, FileKind.Documents, write);

    /// <summary>As <see cref="Open(string)"/>, for records that hold something else.</summary>
    internal static IndexFile Open(string path, FileKind kind) => Open(path, kind, RandomAccess.Write);

    private static IndexFile Open(string path, FileKind kind, WriteAt write)
    {
        var index = new IndexFile(path, kind, write);
        try
        {
            index.Load();
            return index;
        }
        catch
        {
            index.Dispose();
            throw;
        }
    }

    /// <summary>Removes a file and leaves none of its bytes on the disk; nothing happens when it is not there.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Discard(string path)
    {
        if (!File.Exists(path))
            return;
        using (var file = Open(path, FileMode.Open))
        {
            Erase(file, 0, RandomAccess.GetLength(file), RandomAccess.Write);
            RandomAccess.FlushToDisk(file);
        }

        File.Delete(path);
    }

    /// <summary>Reads a document.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="textHash">The hash of its text as it is now.</param>
    /// <returns>Null when it is not here, or was made of another text.</returns>
    /// <exception cref="IOException">The disk refuses.</exception>
    public DocumentRecord? Read(string id, string textHash) =>
        _documents.TryGetValue(id, out var place) && place.TextHash == textHash ? Read(id, DocumentRecordCodec.Read) : null;

    /// <summary>The documents in the file, in no certain order, as they are now.</summary>
    internal IReadOnlyList<string> Ids => [.. _documents.Keys];

    /// <summary>Reads a record that holds something else than the terms of a document.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="decode">Reads the payload; throws <see cref="InvalidDataException"/> when it makes no sense.</param>
    /// <returns>Null when it is not here, or makes no sense.</returns>
    /// <exception cref="IOException">The disk refuses.</exception>
    internal T? Read<T>(string id, Func<ReadOnlySpan<byte>, T> decode)
        where T : class
    {
        if (!_documents.TryGetValue(id, out var place))
            return null;
        var payload = ArrayPool<byte>.Shared.Rent(place.Length);
        try
        {
            var bytes = payload.AsSpan(0, place.Length);
            ReadWhole(bytes, place.PayloadAt);
            return decode(bytes);
        }
        catch (InvalidDataException)
        {
            // Its checksum fits, so a build with another idea of the payload wrote it: to be indexed anew.
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(payload);
        }
    }

    /// <summary>Adds a document, in place of one with the same id.</summary>
    /// <exception cref="IOException">The disk refuses, for example because it is full. The file is as before, without the
    /// document.</exception>
    public void Add(DocumentRecord document) =>
        Add(document.Id, document.TextHash, output => DocumentRecordCodec.Write(document, output));

    /// <summary>Adds a record that holds something else; its payload begins with id and hash as two texts.</summary>
    internal void Add(string id, string textHash, Action<ArrayBufferWriter<byte>> encode)
    {
        Remove(id);
        var record = new ArrayBufferWriter<byte>();
        record.GetSpan(RecordHeader.Size)[..RecordHeader.Size].Clear();
        record.Advance(RecordHeader.Size);
        encode(record);
        var bytes = record.WrittenSpan.ToArray();
        var payload = bytes.AsSpan(RecordHeader.Size);
        new RecordHeader(RecordHeader.Document, payload.Length, Checksum.Of(payload)).Write(bytes);
        try
        {
            _write(_file, bytes, _length);
        }
        catch (IOException)
        {
            RandomAccess.SetLength(_file, _length);
            throw;
        }

        _documents.Add(id, new RecordPlace(_length, payload.Length, textHash));
        _length += bytes.Length;
    }

    /// <summary>Removes a document and overwrites what stood here of it; nothing happens when it is not here.</summary>
    /// <exception cref="IOException">The disk refuses. The document may still be here; removing it again is right.</exception>
    /// <exception cref="UnauthorizedAccessException">A file that was set aside may not be removed.</exception>
    public void Remove(string id)
    {
        Discard(AsidePath);
        if (!_documents.TryGetValue(id, out var place))
            return;
        Erase(_file, place.PayloadAt, place.Length, _write);
        RandomAccess.FlushToDisk(_file);
        _documents.Remove(id);
    }

    /// <summary>Removes all documents but some.</summary>
    /// <returns>How many were removed.</returns>
    /// <exception cref="IOException">The disk refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">A file that was set aside may not be removed.</exception>
    public int RemoveOthers(IReadOnlySet<string> keep)
    {
        var others = _documents.Keys.Where(id => !keep.Contains(id)).ToList();
        others.ForEach(Remove);
        return others.Count;
    }

    /// <summary>Writes the file anew when more than half of it is of no use.</summary>
    /// <returns>True when that was done.</returns>
    /// <exception cref="IOException">The disk refuses, for example because it is full. The file is as before.</exception>
    public bool CompactWhenWorthIt()
    {
        var waste = _length - Used;
        if (waste < LeastWaste || waste * 2 < _length)
            return false;
        Compact();
        return true;
    }

    public void Dispose() => _file.Dispose();

    private void Load()
    {
        Discard(NewPath);
        var length = RandomAccess.GetLength(_file);
        var header = new byte[(int)Math.Min(length, FileHeader.Size)];
        ReadWhole(header, 0);
        var start = 0;
        Finding = length == 0 ? IndexFileFinding.Missing : FileHeader.Read(header, _kind, out start);
        switch (Finding)
        {
            case IndexFileFinding.Usable:
                LoadRecords(start, length);
                break;
            case IndexFileFinding.Newer or IndexFileFinding.Unreadable:
                SetAside();
                Begin();
                break;
            default:
                Erase(_file, 0, length, _write);
                Begin();
                break;
        }
    }

    private void LoadRecords(long start, long length)
    {
        var scan = RecordScan.Of(_file, start, length);
        _documents = scan.Documents;
        Damaged = scan.Damaged;
        CutOff = length - scan.End;
        foreach (var place in scan.ToErase)
            Erase(_file, place.PayloadAt, place.Length, _write);
        // What is cut off may hold words as well.
        Erase(_file, scan.End, CutOff, _write);
        RandomAccess.SetLength(_file, scan.End);
        _length = scan.End;
        if (scan.HasGaps)
            Compact();
    }

    private void Begin()
    {
        var header = _kind.Header();
        RandomAccess.SetLength(_file, 0);
        _write(_file, header, 0);
        _length = header.Length;
    }

    private void SetAside()
    {
        _file.Dispose();
        Discard(AsidePath);
        File.Move(_path, AsidePath);
        _file = Open(_path, FileMode.CreateNew);
    }

    /// <summary>Copies what counts into a new file, which then takes the place of the old one.</summary>
    private void Compact()
    {
        var places = new Dictionary<string, RecordPlace>(_documents.Count, StringComparer.Ordinal);
        var file = Open(NewPath, FileMode.Create);
        var length = (long)_kind.HeaderSize;
        try
        {
            var header = _kind.Header();
            _write(file, header, 0);
            foreach (var (id, place) in _documents.OrderBy(entry => entry.Value.Position))
            {
                var record = new byte[place.Size];
                ReadWhole(record, place.Position);
                _write(file, record, length);
                places.Add(id, place with { Position = length });
                length += record.Length;
            }

            RandomAccess.FlushToDisk(file);
            File.Move(NewPath, _path, overwrite: true);
        }
        catch
        {
            file.Dispose();
            File.Delete(NewPath);
            throw;
        }

        var old = _file;
        var oldLength = _length;
        (_file, _documents, _length) = (file, places, length);
        using (old)
            Erase(old, 0, oldLength, _write);
    }

    private void ReadWhole(Span<byte> into, long position)
    {
        while (into.Length > 0)
        {
            var read = RandomAccess.Read(_file, into, position);
            if (read == 0)
                throw new IOException($"'{_path}' ends early.");
            into = into[read..];
            position += read;
        }
    }

    private static SafeFileHandle Open(string path, FileMode mode) =>
        File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete);

    /// <summary>Overwrites bytes with zeros.</summary>
    private static void Erase(SafeFileHandle file, long position, long count, WriteAt write)
    {
        Span<byte> zeros = stackalloc byte[4096];
        zeros.Clear();
        for (; count > 0; count -= zeros.Length, position += zeros.Length)
            write(file, zeros[..(int)Math.Min(zeros.Length, count)], position);
    }
}
