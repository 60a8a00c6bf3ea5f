using System.Globalization;

namespace Attune.Server.Verbs.Bench.Conversations;

/// <summary>The memory of another process, as Linux counts it.</summary>
internal static class ServerMemory
{
    private const string PeakLine = "VmHWM:";
    private const double KibibytesPerMegabyte = 1_000_000 / 1024.0;

    /// <summary>The most that was resident since the process started, in MB of 1,000,000 bytes.</summary>
    /// <exception cref="IOException">There is no such process.</exception>
    public static double PeakMegabytes(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status")
            .FirstOrDefault(line => line.StartsWith(PeakLine, StringComparison.Ordinal))
            ?? throw new InvalidDataException($"/proc/{process}/status does not tell {PeakLine}");
        var kibibytes = line[PeakLine.Length..].Replace("kB", "", StringComparison.Ordinal).Trim();
        return long.Parse(kibibytes, CultureInfo.InvariantCulture) / KibibytesPerMegabyte;
    }
}
