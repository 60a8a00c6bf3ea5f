using System.Reflection;
using Attune.Contracts.Health;
using Attune.Foundation.Modules;
using Microsoft.Extensions.Logging;

namespace Attune.Diagnostics.Health;

/// <summary>Asks every readiness check of every module and sums up.</summary>
internal sealed partial class HealthReporter(
    IEnumerable<IReadinessCheck> checks, TimeProvider clock, ILogger<HealthReporter> log)
{
    private readonly IReadinessCheck[] _checks = [.. checks];
    private readonly long _startedAt = clock.GetTimestamp();
    private string _lastStatus = HealthStatus.Healthy;

    /// <summary>
    /// When the host was built (UTC). The operating system's own start time of a process is computed from the time since
    /// boot and is seconds off after the clock was set.
    /// </summary>
    public DateTimeOffset StartedAt { get; } = clock.GetUtcNow();

    public static string Version { get; } =
        typeof(HealthReporter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? "unknown";

    /// <summary>The whole report, with what every check found.</summary>
    public HealthReport Report()
    {
        var results = Array.ConvertAll(_checks, Ask);
        var status = HealthStatus.Worst(results.Select(result => result.Status));
        NoteChange(status, results);
        return Report(status, results);
    }

    /// <summary>
    /// The report for callers who are not identified: which checks there are and how they stand, but no details, because
    /// these name folders and addresses.
    /// </summary>
    public HealthReport PublicReport()
    {
        var report = Report();
        return report with { Checks = [.. report.Checks.Select(check => check with { Detail = PublicDetail(check.Status) })] };
    }

    /// <summary>The report of a process that answers; nothing is checked.</summary>
    public HealthReport AliveReport() => Report(HealthStatus.Healthy, []);

    private HealthReport Report(string status, IReadOnlyList<HealthCheckResult> results) => new(
        status, Version, Math.Round(clock.GetElapsedTime(_startedAt).TotalSeconds, 3), clock.GetUtcNow(), results);

    private static string PublicDetail(string status) => status == HealthStatus.Healthy ? "" : "GET /status says more.";

    /// <summary>A check that throws is a part that does not work; it must not hide what the others found.</summary>
    private HealthCheckResult Ask(IReadinessCheck check)
    {
        try
        {
            return check.Check();
        }
        catch (Exception error)
        {
            var name = check.GetType().FullName ?? check.GetType().Name;
            LogCheckFailed(error, name);
            return new HealthCheckResult(name, HealthStatus.Unhealthy, $"The check itself failed: {error.Message}");
        }
    }

    /// <summary>Probes come every few seconds; only a change is worth a line.</summary>
    private void NoteChange(string status, IReadOnlyList<HealthCheckResult> results)
    {
        var before = Interlocked.Exchange(ref _lastStatus, status);
        if (before == status || !log.IsEnabled(LogLevel.Information))
            return;
        var reasons = string.Join("; ", results.Where(result => result.Status != HealthStatus.Healthy)
            .Select(result => $"{result.Name}: {result.Detail}"));
        if (status == HealthStatus.Healthy)
            LogWell(before);
        else
            LogNotWell(status, before, reasons);
    }

    [LoggerMessage(5001, LogLevel.Error, "The readiness check {Check} failed")]
    private partial void LogCheckFailed(Exception error, string check);

    [LoggerMessage(5002, LogLevel.Warning, "Health is now {Status}, was {Before}: {Reasons}")]
    private partial void LogNotWell(string status, string before, string reasons);

    [LoggerMessage(5003, LogLevel.Information, "Health is now healthy, was {Before}")]
    private partial void LogWell(string before);
}
