using System.IO.Enumeration;

namespace Attune.Companion.Retrieval.Folder;

/// <summary>The files of a folder. Links and hidden files are passed over, so nothing outside of it is seen.</summary>
/// <param name="Finding">Whether these are all.</param>
/// <param name="Files">The files, in the order of their paths.</param>
/// <param name="Reason">Why not, in words; empty for a whole scan.</param>
internal sealed record FolderScan(FolderFinding Finding, IReadOnlyList<FolderEntry> Files, string Reason = "")
{
    /// <summary>Looks through a folder.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="options">How deep, and how many files.</param>
    public static FolderScan Of(string root, FolderOptions options)
    {
        if (!Directory.Exists(root))
            return new FolderScan(FolderFinding.Missing, [], $"'{root}' is not there.");
        var files = new List<FolderEntry>();
        try
        {
            foreach (var file in Enumerate(root, options.MaxDepth))
            {
                if (files.Count == options.MaxFiles)
                    return new FolderScan(FolderFinding.Crowded, files, $"It holds more than {options.MaxFiles} files.");
                files.Add(file);
            }
        }
        catch (Exception error) when (IndexStore.IsRefusal(error))
        {
            return new FolderScan(FolderFinding.Unreadable, files, error.Message);
        }

        files.Sort(static (one, other) => string.CompareOrdinal(one.Path, other.Path));
        return new FolderScan(FolderFinding.Whole, files);
    }

    private static FileSystemEnumerable<FolderEntry> Enumerate(string root, int depth) => new(
        root,
        (ref FileSystemEntry entry) => new FolderEntry(
            Path.GetRelativePath(root, entry.ToFullPath()).Replace(Path.DirectorySeparatorChar, '/'),
            entry.Length, entry.LastWriteTimeUtc.UtcTicks),
        new EnumerationOptions
        {
            RecurseSubdirectories = true,
            MaxRecursionDepth = depth,
            IgnoreInaccessible = false,
            AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden | FileAttributes.System,
        })
    {
        ShouldIncludePredicate = static (ref FileSystemEntry entry) => !entry.IsDirectory,
    };
}
