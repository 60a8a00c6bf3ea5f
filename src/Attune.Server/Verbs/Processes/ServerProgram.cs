namespace Attune.Server.Verbs.Processes;

/// <summary>How this same program is started once more as a child process.</summary>
/// <param name="FileName">The executable.</param>
/// <param name="FirstArguments">What stands before the verb: nothing, or <c>exec attune.dll</c> for dotnet.</param>
internal sealed record ServerProgram(string FileName, IReadOnlyList<string> FirstArguments)
{
    private const string Name = "attune";

    /// <summary>
    /// The program that is running now. Under <c>dotnet attune.dll</c> that is dotnet with this assembly; inside another
    /// process, such as a test, it is the program that was built beside it.
    /// </summary>
    public static ServerProgram Current()
    {
        var running = Environment.ProcessPath ?? Name;
        return Path.GetFileNameWithoutExtension(running) switch
        {
            "dotnet" => new ServerProgram(running, ["exec", Path.Combine(AppContext.BaseDirectory, Name + ".dll")]),
            Name => new ServerProgram(running, []),
            _ => At(Path.Combine(AppContext.BaseDirectory, Name)),
        };
    }

    /// <summary>The program at a path: an executable, or a .dll that dotnet runs.</summary>
    public static ServerProgram At(string path) => path.EndsWith(".dll", StringComparison.Ordinal)
        ? new ServerProgram("dotnet", ["exec", path])
        : new ServerProgram(path, []);
}
