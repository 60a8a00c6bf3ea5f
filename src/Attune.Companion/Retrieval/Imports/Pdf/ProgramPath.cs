namespace Attune.Companion.Retrieval.Imports.Pdf;

/// <summary>Finds programs where the operating system would look for them.</summary>
internal static class ProgramPath
{
    /// <summary>Finds a program.</summary>
    /// <param name="name">Its name, or its path.</param>
    /// <param name="path">Folders, separated as in the variable PATH.</param>
    /// <returns>Its path; null when it is not there.</returns>
    public static string? Find(string name, string? path) =>
        name.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? Path.IsPathRooted(name) && File.Exists(name) ? name : null
            : (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .Where(Path.IsPathRooted)
                .Select(folder => Path.Combine(folder, name))
                .FirstOrDefault(File.Exists);
}
