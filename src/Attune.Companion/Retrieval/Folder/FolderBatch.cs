using Attune.Companion.Retrieval.Imports;
using Attune.Companion.Retrieval.Ingest;

namespace Attune.Companion.Retrieval.Folder;

/// <summary>Files of the watched folder that are dealt with together.</summary>
internal sealed class FolderBatch
{
    private const int MostOthers = 1_000;

    private readonly FileBatch _read = new();
    private readonly List<FolderFile> _readFiles = [];
    private readonly List<FolderFile> _others = [];

    /// <summary>Those that are to be made documents.</summary>
    public IReadOnlyList<NamedFile> Named => _read.Files;

    public bool IsFull => _read.IsFull || _others.Count >= MostOthers;

    /// <summary>What became of all of them.</summary>
    public IEnumerable<FolderFile> Files => _readFiles.Concat(_others);

    public void Add(FolderEntry entry, string hash, ImportedFile file, string name, string clientId)
    {
        _read.Add(new NamedFile(file, name, clientId));
        _readFiles.Add(new FolderFile(entry, hash, null));
    }

    public void Refuse(FolderEntry entry, string? hash, FolderProblem problem) =>
        _others.Add(new FolderFile(entry, hash, problem));

    /// <summary>A file whose bytes are those of the last time.</summary>
    public void Keep(FolderFile file) => _others.Add(file);

    /// <summary>Says what became of one of those in <see cref="Named"/>.</summary>
    public void Settle(int place, FolderProblem? problem) => _readFiles[place] = _readFiles[place] with { Problem = problem };

    public void Clear()
    {
        _read.Clear();
        _readFiles.Clear();
        _others.Clear();
    }
}
