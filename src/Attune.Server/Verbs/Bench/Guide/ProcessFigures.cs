using System.Diagnostics;
using System.Globalization;

namespace Attune.Server.Verbs.Bench.Guide;

/// <summary>What a process takes of the machine at one moment, as Linux counts it.</summary>
/// <param name="Threads">Its threads.</param>
/// <param name="Megabytes">Its resident memory, in MB of 1,000,000 bytes.</param>
/// <param name="Processor">The processor time that it has used since it was started.</param>
internal sealed record ProcessFigures(int Threads, double Megabytes, TimeSpan Processor)
{
    private const double KibibytesPerMegabyte = 1_000_000 / 1024.0;

    /// <exception cref="IOException">There is no such process.</exception>
    public static ProcessFigures Of(int process)
    {
        var lines = File.ReadAllLines($"/proc/{process}/status");
        using var running = Process.GetProcessById(process);
        return new ProcessFigures(
            (int)Number(lines, "Threads:"), Number(lines, "VmRSS:") / KibibytesPerMegabyte, running.TotalProcessorTime);
    }

    private static long Number(string[] lines, string name)
    {
        var line = Array.Find(lines, line => line.StartsWith(name, StringComparison.Ordinal))
            ?? throw new InvalidDataException($"/proc does not tell {name}");
        return long.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
    }
}
