using Attune.Foundation.Hosting;
using Attune.Language.Search.OnDisk;
using Microsoft.Extensions.Logging;

namespace Attune.Companion.Retrieval;

/// <summary>
/// The index file of one organisation. It only makes loading fast, so a disk that refuses is logged and otherwise in nobody's
/// way; but what cannot be erased is told, because no word of a deleted document may stay.
/// </summary>
internal sealed class IndexStore : IDisposable
{
    private readonly string _path;
    private readonly ILogger _log;
    private readonly IndexFile? _file;

    private IndexStore(string path, ILogger log)
    {
        _path = path;
        _log = log;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            _file = IndexFile.Open(path);
            Report(_file);
        }
        catch (Exception error) when (IsRefusal(error))
        {
            log.IndexFileNotUsable(path, error.Message);
        }
    }

    /// <summary>Opens or makes the file of an organisation.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="place">Where indexes stand; empty: in the data folder.</param>
    /// <param name="organisation">Whose documents.</param>
    /// <param name="log">Told what is wrong with the file.</param>
    /// <returns>Null when the data folder cannot be written: then nothing can be deleted either.</returns>
    public static IndexStore? Open(DataFolder folder, string place, string organisation, ILogger log)
    {
        return folder.ReadOnlyReason is null
            ? new IndexStore(PathOf(folder, place, organisation, "documents.index"), log)
            : null;
    }

    /// <summary>Where a file of an organisation's index stands.</summary>
    public static string PathOf(DataFolder folder, string place, string organisation, string file) =>
        Path.Combine(place.Length > 0 ? Path.GetFullPath(place) : folder.At("index"), organisation, file);

    /// <summary>True for what a disk may do to us, false for a mistake of ours.</summary>
    public static bool IsRefusal(Exception error) => error is IOException or UnauthorizedAccessException;

    /// <summary>What was kept of a document.</summary>
    /// <returns>Null when it has to be indexed anew.</returns>
    public DocumentRecord? Read(string id, string name, string textHash)
    {
        try
        {
            return _file?.Read(id, textHash) is { } record && record.Name == name ? record : null;
        }
        catch (Exception error) when (IsRefusal(error))
        {
            _log.IndexFileNotRead(_path, error.Message);
            return null;
        }
    }

    public void Add(DocumentRecord document)
    {
        try
        {
            _file?.Add(document);
        }
        catch (Exception error) when (IsRefusal(error))
        {
            _log.IndexFileNotWritten(_path, document.Id, error.Message);
        }
    }

    /// <summary>Overwrites what the disk holds of a document.</summary>
    /// <exception cref="IOException">The disk refuses: the document must not be called deleted yet.</exception>
    /// <exception cref="UnauthorizedAccessException">As before.</exception>
    public void Erase(string id)
    {
        if (_file is null)
            IndexFile.Discard(_path);
        else
            _file.Remove(id);
    }

    /// <summary>Erases the documents that are stored no longer, for example because of a crash while one was deleted.</summary>
    public void EraseOthers(IReadOnlySet<string> stored)
    {
        try
        {
            _file?.RemoveOthers(stored);
        }
        catch (Exception error) when (IsRefusal(error))
        {
            _log.IndexFileNotErased(_path, error.Message);
        }
    }

    /// <summary>Gives back the room of erased documents when there is much of it.</summary>
    public void Compact()
    {
        try
        {
            _file?.CompactWhenWorthIt();
        }
        catch (Exception error) when (IsRefusal(error))
        {
            _log.IndexFileNotCompacted(_path, error.Message);
        }
    }

    public void Dispose() => _file?.Dispose();

    private void Report(IndexFile file)
    {
        if (file.Finding is IndexFileFinding.Newer or IndexFileFinding.Unreadable)
            _log.IndexFileSetAside(_path, file.Finding, file.AsidePath);
        else if (file.Finding == IndexFileFinding.OtherRules)
            _log.IndexFileOutdated(_path);
        if (file.Damaged > 0 || file.CutOff > 0)
            _log.IndexFileDamaged(_path, file.Damaged, file.CutOff);
    }
}
