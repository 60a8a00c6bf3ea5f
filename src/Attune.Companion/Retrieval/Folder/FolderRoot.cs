using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Attune.Companion.Retrieval.Folder;

/// <summary>The watched folder by its real path. Opens files in it, and none that a link leads to elsewhere.</summary>
internal sealed class FolderRoot
{
    /// <summary>As many as Linux follows.</summary>
    private const int MaxLinks = 40;

    private FolderRoot(string path) => Path = path;

    /// <summary>Its path, without links.</summary>
    public string Path { get; }

    /// <exception cref="IOException">It cannot be looked up, or its links lead in a circle.</exception>
    public static FolderRoot Of(string path)
    {
        var full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        for (var links = 0; links < MaxLinks; links++)
        {
            if (FirstLink(full) is not { } link)
                return new FolderRoot(full);
            var target = Directory.ResolveLinkTarget(link, returnFinalTarget: false)!.FullName;
            full = System.IO.Path.TrimEndingDirectorySeparator(
                System.IO.Path.GetFullPath(System.IO.Path.GetRelativePath(link, full), target));
        }

        throw new IOException($"The links of '{path}' lead in a circle.");
    }

    /// <summary>Reads a file of the folder.</summary>
    /// <param name="entry">The file as it was seen.</param>
    /// <returns>Null when it is another one by now: changed, or a link that leads out.</returns>
    /// <exception cref="IOException">It cannot be read, for example because it is gone.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public byte[]? Read(FolderEntry entry)
    {
        using var file = File.OpenHandle(System.IO.Path.Combine(Path, entry.Path), FileMode.Open, FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);
        if (!IsInside(file, entry.Path) || RandomAccess.GetLength(file) != entry.Size)
            return null;
        var bytes = new byte[entry.Size];
        var at = 0;
        while (at < bytes.Length)
        {
            var read = RandomAccess.Read(file, bytes.AsSpan(at), at);
            if (read == 0)
                return null;
            at += read;
        }

        return bytes;
    }

    /// <summary>
    /// Where the opened file really is; a look at its path would only say where it was a moment ago. Elsewhere than on Linux
    /// the path has to do.
    /// </summary>
    private bool IsInside(SafeFileHandle file, string path)
    {
        var wanted = System.IO.Path.Combine(Path, path);
        if (!OperatingSystem.IsLinux())
            return FirstLink(wanted) is null;
        var number = file.DangerousGetHandle().ToInt64().ToString(CultureInfo.InvariantCulture);
        return File.ResolveLinkTarget($"/proc/self/fd/{number}", returnFinalTarget: false)?.FullName == wanted;
    }

    /// <summary>The first part of a path, from its beginning, that is a link; null when none is.</summary>
    private static string? FirstLink(string path)
    {
        var found = new DirectoryInfo(path).LinkTarget is null ? null : path;
        for (var parent = Directory.GetParent(path); parent is not null; parent = parent.Parent)
        {
            if (parent.LinkTarget is not null)
                found = parent.FullName;
        }

        return found;
    }
}
