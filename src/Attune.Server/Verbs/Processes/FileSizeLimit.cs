using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Attune.Server.Verbs.Processes;

/// <summary>
/// The limit of the operating system on the size of a process's files. A process that has used it up sees what it would see
/// on a full disk, while everybody else can go on writing.
/// </summary>
internal static class FileSizeLimit
{
    /// <summary>SIGXFSZ of Linux and macOS: comes with every write beyond the limit and is deadly if nobody takes it.</summary>
    private const int Exceeded = 25;

    /// <summary>Lets writes beyond the limit fail with an error, as on a full disk, instead of ending this process.</summary>
    /// <returns>Lasts until disposed; null where there is no such limit.</returns>
    public static IDisposable? Survive() => OperatingSystem.IsLinux() || OperatingSystem.IsMacOS()
        ? PosixSignalRegistration.Create((PosixSignal)Exceeded, signal => signal.Cancel = true)
        : null;

    /// <summary>Lets a process write nothing more, or everything again.</summary>
    /// <returns>False where that cannot be done, or when the process is gone.</returns>
    public static async Task<bool> TrySetAsync(int process, bool isUsedUp)
    {
        var start = new ProcessStartInfo("prlimit") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("--pid");
        start.ArgumentList.Add(process.ToString(CultureInfo.InvariantCulture));
        // Only the soft limit: the hard one could not be raised again.
        start.ArgumentList.Add(isUsedUp ? "--fsize=1:" : "--fsize=unlimited:");
        try
        {
            using var running = Process.Start(start)!;
            await running.WaitForExitAsync(CancellationToken.None);
            return running.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false; // not a Linux, or one without util-linux
        }
    }
}
