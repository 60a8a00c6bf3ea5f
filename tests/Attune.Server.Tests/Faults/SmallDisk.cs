using System.Diagnostics;
using Attune.TestKit.Folders;

namespace Attune.Server.Tests.Faults;

/// <summary>A disk of 8 MB in memory, which can be filled and made read-only without touching the machine's own.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TempFolder _temp = new();

    private SmallDisk() => Directory.CreateDirectory(Path);

    public string Path => _temp.At("small");

    /// <summary>Mounts it, or skips the test where that is not allowed.</summary>
    /// <param name="consequence">What the one who reads of the skipped test should know.</param>
    public static SmallDisk MountOrSkip(string consequence)
    {
        var disk = new SmallDisk();
        if (Run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk.Path) == 0)
            return disk;
        disk._temp.Dispose();
        Assert.Skip($"A tmpfs cannot be mounted here: {consequence}.");
        return disk;
    }

    public void MakeReadOnly() => Assert.Equal(0, Run("mount", "-o", "remount,ro", Path));

    public void Dispose()
    {
        // Lazily: a server that ends late must not keep the folder.
        Run("umount", "-l", Path);
        _temp.Dispose();
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true });
        process!.WaitForExit();
        return process.ExitCode;
    }
}
