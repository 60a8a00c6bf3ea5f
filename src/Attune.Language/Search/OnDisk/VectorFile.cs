using System.Buffers;
using System.Runtime.InteropServices;

namespace Attune.Language.Search.OnDisk;

/// <summary>
/// The vectors of many documents in one append-only file of checksummed records: the file of <see cref="IndexFile"/> with
/// another payload. It is a copy as well: what is missing or damaged is asked of the model again, and vectors of another model
/// are dropped at opening. Not thread-safe. Only one process may have a file open.
/// </summary>
public sealed class VectorFile : IDisposable
{
    private readonly IndexFile _records;

    private VectorFile(IndexFile records) => _records = records;

    /// <summary>What the file was when it was opened; of other rules when another model made it.</summary>
    public IndexFileFinding Finding => _records.Finding;

    /// <summary>Records that were damaged when it was opened, and are gone now.</summary>
    public int Damaged => _records.Damaged;

    /// <summary>Documents in the file.</summary>
    public int Documents => _records.Documents;

    /// <summary>Size of the file in bytes.</summary>
    public long Length => _records.Length;

    /// <summary>Opens a file, or makes it. Whatever it holds, it can be used afterwards.</summary>
    /// <param name="path">Its path; the folder must be there.</param>
    /// <param name="model">The model, and all that changes what it makes of a text.</param>
    /// <exception cref="IOException">The disk refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static VectorFile Open(string path, string model) => new(IndexFile.Open(path, FileKind.Vectors(model)));

    /// <summary>Removes a file and what was set aside of it, and leaves none of their bytes on the disk.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Discard(string path)
    {
        foreach (var file in (string[])[path, path + IndexFile.AsideEnding, path + IndexFile.NewEnding])
            IndexFile.Discard(file);
    }

    /// <summary>The documents in the file that hold undamaged vectors, one after the other as they are read.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public IEnumerable<VectorRecord> ReadAll() => _records.Ids.Select(Read).OfType<VectorRecord>();

    /// <summary>Adds a document, in place of one with the same id.</summary>
    /// <exception cref="IOException">The disk refuses. The file is as before, without the document.</exception>
    public void Add(VectorRecord record)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(record.Dimensions, 1);
        _records.Add(record.Id, record.TextHash, output =>
        {
            var writer = new RecordWriter(output);
            writer.Text(record.Id);
            writer.Text(record.TextHash);
            writer.Number(record.Dimensions);
            output.Write(MemoryMarshal.AsBytes(record.Vectors.AsSpan()));
        });
    }

    /// <summary>Removes a document and overwrites what stood here of it; nothing happens when it is not here.</summary>
    /// <exception cref="IOException">The disk refuses. Removing it again is right.</exception>
    public void Remove(string id) => _records.Remove(id);

    /// <summary>Removes all documents but some.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public void RemoveOthers(IReadOnlySet<string> kept) => _records.RemoveOthers(kept);

    /// <summary>Writes the file anew when more than half of it is of no use.</summary>
    /// <exception cref="IOException">The disk refuses. The file is as before.</exception>
    public void CompactWhenWorthIt() => _records.CompactWhenWorthIt();

    public void Dispose() => _records.Dispose();

    private VectorRecord? Read(string id) => _records.Read<VectorRecord>(id, static payload =>
    {
        var reader = new RecordReader(payload);
        var (id, hash, dimensions) = (reader.Text(), reader.Text(), reader.Number());
        var numbers = MemoryMarshal.Cast<byte, float>(reader.Rest());
        if (dimensions < 1 || reader.Left % sizeof(float) != 0 || numbers.Length % dimensions != 0)
            throw new InvalidDataException("The record holds no whole vectors.");
        return new VectorRecord(id, hash, dimensions, numbers.ToArray());
    });
}
