namespace Attune.Architecture.Tests.Sources;

/// <summary>The text files that people write and review: what git keeps, without what builds produce.</summary>
internal sealed class Repository(IReadOnlyList<SourceFile> files)
{
    private const int LargestTextBytes = 2_000_000;

    private static readonly HashSet<string> SkippedFolders = new(StringComparer.Ordinal)
    {
        ".git", "artifacts", "node_modules", "bin", "obj", "dist", "wwwroot", ".vs", ".idea",
    };

    private static readonly HashSet<string> BinaryExtensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".png", ".jpg", ".jpeg", ".gif", ".ico", ".woff", ".woff2", ".ttf", ".pdf", ".zip", ".gz", ".db", ".wasm", ".dll",
        ".weights",
    };

    public IReadOnlyList<SourceFile> Files { get; } = files;

    /// <summary>Where this repository stands on the machine that runs the tests.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>C# that ships.</summary>
    public IEnumerable<SourceFile> ShippedCode =>
        Files.Where(file => file.IsCSharp && (file.IsIn("src") || file.IsIn("clients/dotnet")));

    /// <summary>C# that people write, shipped or not.</summary>
    public IEnumerable<SourceFile> AllCode => Files.Where(file => file.IsCSharp);

    /// <summary>C# of test projects.</summary>
    public IEnumerable<SourceFile> TestCode => Files.Where(file => file.IsCSharp && file.IsIn("tests"));

    public SourceFile? Find(string path) => Files.FirstOrDefault(file => file.Path == path);

    /// <summary>Reads the repository from disk.</summary>
    public static Repository Load()
    {
        var found = new List<SourceFile>();
        Walk(new DirectoryInfo(Root), "", found);
        return new Repository([.. found.OrderBy(file => file.Path, StringComparer.Ordinal)]);
    }

    /// <summary>A small repository made of these files, for testing the guards themselves.</summary>
    public static Repository Of(params ReadOnlySpan<(string Path, string Text)> files)
    {
        var made = new List<SourceFile>();
        foreach (var (path, text) in files)
            made.Add(new SourceFile(path, text));
        return new Repository(made);
    }

    private static void Walk(DirectoryInfo folder, string path, List<SourceFile> found)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            var entryPath = path.Length == 0 ? entry.Name : $"{path}/{entry.Name}";
            if (entry is DirectoryInfo inner && inner.LinkTarget is null && !SkippedFolders.Contains(entry.Name))
                Walk(inner, entryPath, found);
            else if (entry is FileInfo { Length: < LargestTextBytes } file && !BinaryExtensions.Contains(file.Extension))
                found.Add(new SourceFile(entryPath, File.ReadAllText(file.FullName).ReplaceLineEndings("\n")));
        }
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Attune.slnx")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No Attune.slnx stands above '{AppContext.BaseDirectory}'.");
    }
}
