namespace Attune.Language.Folding;

/// <summary>
/// Reads the tables that <c>eng/generate-folding</c> writes: entries parted by white space, comments after <c>#</c>.
/// </summary>
internal static class FoldingTable
{
    /// <exception cref="FileNotFoundException">The table is missing: a mistake in the build.</exception>
    public static IEnumerable<string> Read(string name) => LanguageResource.Read($"Folding/{name}.txt")
        .Split('\n')
        .Where(line => !line.StartsWith('#'))
        .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
