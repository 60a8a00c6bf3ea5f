namespace Attune.Companion.Retrieval.Ingest;

/// <summary>
/// Files that are stored together: enough that a transaction does not cost more than the work in it, few enough that memory stays
/// small and progress is seen.
/// </summary>
internal sealed class FileBatch
{
    private const int MostFiles = 32;
    private const long MostBytes = 4 * 1_048_576;

    private readonly List<NamedFile> _files = [];
    private long _bytes;

    public IReadOnlyList<NamedFile> Files => _files;

    public bool IsFull => _files.Count >= MostFiles || _bytes >= MostBytes;

    public void Add(NamedFile file)
    {
        _files.Add(file);
        _bytes += file.File.Bytes.Length;
    }

    public void Clear()
    {
        _files.Clear();
        _bytes = 0;
    }
}
