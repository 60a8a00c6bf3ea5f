using System.Diagnostics;

namespace RealtimeLoad.Report;

/// <summary>Where and with what a report was made.</summary>
internal sealed record Machine(string Description, string Commit, string Load)
{
    public static Machine Read(string repository, bool isPinned)
    {
        var model = File.ReadLines("/proc/cpuinfo")
            .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal));
        var pinned = isPinned ? "server on processor 0, load generator on 1" : "not pinned";
        return new Machine(
            $"{Environment.GetEnvironmentVariable("ATTUNE_BENCH_PROCESSORS")} x {model?.Split(':')[1].Trim()}, "
            + $"Linux {Environment.OSVersion.Version}, .NET {Environment.Version}, {pinned}",
            Git(repository), LoadNow());
    }

    /// <summary>The system's load averages; other work on the machine disturbs the times.</summary>
    public static string LoadNow() => string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ')[..3]);

    private static string Git(string repository)
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["-C", repository, "describe", "--always", "--dirty"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
        var commit = git?.StandardOutput.ReadToEnd().Trim();
        return string.IsNullOrEmpty(commit) ? "unknown: not a git checkout" : commit;
    }
}
