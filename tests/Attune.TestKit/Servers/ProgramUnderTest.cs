namespace Attune.TestKit.Servers;

/// <summary>
/// The program that tests start: what ATTUNE_PROGRAM names (<c>./test</c> names the published one), else the one that this
/// build has made. The copy beside a test assembly will not do: it lacks the native libraries of its platform.
/// </summary>
public static class ProgramUnderTest
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable("ATTUNE_PROGRAM") is { Length: > 0 } named)
            return named;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var built = System.IO.Path.Combine(folder.FullName, "Attune.Server");
            if (Directory.Exists(built) && Directory.EnumerateFiles(built, "attune", SearchOption.AllDirectories)
                .MaxBy(File.GetLastWriteTimeUtc) is { } program)
                return program;
        }

        throw new FileNotFoundException("No built 'attune' was found. Build src/Attune.Server first, or set ATTUNE_PROGRAM.");
    }
}
