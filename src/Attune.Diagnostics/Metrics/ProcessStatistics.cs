using System.Diagnostics;
using System.Globalization;

namespace Attune.Diagnostics.Metrics;

/// <summary>The process as the operating system sees it, under the names that every Prometheus client library uses.</summary>
internal static class ProcessStatistics
{
    private const string LimitsFile = "/proc/self/limits";
    private const string DescriptorLimit = "Max open files";

    public static void Write(PrometheusText text, DateTimeOffset startedAt)
    {
        using var process = Process.GetCurrentProcess();
        One(text, "process_cpu_seconds_total", "counter", "User and system time in seconds.",
            process.TotalProcessorTime.TotalSeconds);
        One(text, "process_resident_memory_bytes", "gauge", "Resident memory in bytes.", process.WorkingSet64);
        One(text, "process_virtual_memory_bytes", "gauge", "Virtual memory in bytes.", process.VirtualMemorySize64);
        One(text, "process_open_fds", "gauge", "Open file descriptors.", process.HandleCount);
        if (MaxDescriptors() is { } max)
            One(text, "process_max_fds", "gauge", "Most file descriptors that may be open.", max);
        One(text, "process_start_time_seconds", "gauge", "Start of the process in seconds since 1970 (UTC).",
            startedAt.ToUnixTimeMilliseconds() / 1_000.0);
    }

    private static void One(PrometheusText text, string name, string type, string help, double value)
    {
        text.Header(name, type, help);
        text.Sample(name, "", value);
    }

    /// <summary>The soft limit; null where the system does not tell it.</summary>
    private static double? MaxDescriptors()
    {
        if (!File.Exists(LimitsFile))
            return null;
        foreach (var line in File.ReadLines(LimitsFile))
        {
            if (line.StartsWith(DescriptorLimit, StringComparison.Ordinal))
            {
                var soft = line[DescriptorLimit.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
                return double.TryParse(soft, CultureInfo.InvariantCulture, out var limit) ? limit : double.PositiveInfinity;
            }
        }

        return null;
    }
}
