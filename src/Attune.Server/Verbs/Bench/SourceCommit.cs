using System.ComponentModel;
using System.Diagnostics;

namespace Attune.Server.Verbs.Bench;

/// <summary>The commit that a figure is measured at.</summary>
internal static class SourceCommit
{
    /// <summary>The checked-out commit, or <c>unknown</c> outside a repository and on machines without git.</summary>
    public static async Task<string> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", "rev-parse HEAD")
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var commit = await git.StandardOutput.ReadToEndAsync(cancellation);
            await git.WaitForExitAsync(cancellation);
            return git.ExitCode == 0 ? commit.Trim() : "unknown";
        }
        catch (Win32Exception)
        {
            // The program runs on a machine without git.
            return "unknown";
        }
    }
}
