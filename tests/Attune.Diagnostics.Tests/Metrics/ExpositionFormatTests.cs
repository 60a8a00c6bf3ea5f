using System.Diagnostics;
using System.Diagnostics.Metrics;
using Attune.TestKit.Proofs;

namespace Attune.Diagnostics.Tests.Metrics;

/// <summary>Prometheus' own checker reads the answer: it knows the format better than any test of ours.</summary>
public sealed class ExpositionFormatTests : IDisposable
{
    private static readonly TimeSpan CheckerLimit = TimeSpan.FromSeconds(30);

    private readonly Meter _meter = new("Attune.Format");

    public void Dispose() => _meter.Dispose();

    [Fact]
    [Proves("A-36")]
    public async Task Promtool_can_read_everything_and_finds_only_the_runtimes_own_names_odd()
    {
        Assert.SkipUnless(IsInstalled("promtool"), "promtool is not installed; eng/setup fetches it on Debian");
        await using var server = await DiagnosticsServer.StartAsync(module => module.AddMeter(_meter.Name));
        _meter.CreateCounter<long>("format.odd-name", "{thing}", "A help with \\ and\na second line.")
            .Add(1, new("路線", "值 \"quoted\" \\ \n"), new("empty", null));
        _meter.CreateHistogram<double>("format.size", "By").Record(1e12);
        _meter.CreateGauge<double>("format.ratio").Record(double.NegativeInfinity);

        var complaints = await CheckAsync(await server.Client.GetStringAsync("/metrics"));

        // The runtime names three gauges "…count"; its names are kept, because every .NET dashboard knows them.
        Assert.DoesNotContain(complaints, line => !(line.StartsWith("dotnet_", StringComparison.Ordinal)
            && line.EndsWith("should not have \"_count\" suffix", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Promtool_would_find_a_format_that_is_wrong()
    {
        Assert.SkipUnless(IsInstalled("promtool"), "promtool is not installed; eng/setup fetches it on Debian");

        Assert.NotEmpty(await CheckAsync("# TYPE a counter\na{b=\"c\"d\"} 1\n"));
    }

    private static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)));

    private static async Task<string[]> CheckAsync(string exposition)
    {
        using var checker = Process.Start(new ProcessStartInfo("promtool", ["check", "metrics"])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        using var limit = new CancellationTokenSource(CheckerLimit);
        var errors = checker.StandardError.ReadToEndAsync(limit.Token);
        var output = checker.StandardOutput.ReadToEndAsync(limit.Token);
        await checker.StandardInput.WriteAsync(exposition);
        checker.StandardInput.Close();
        await checker.WaitForExitAsync(limit.Token);
        var complaints = $"{await output}\n{await errors}".Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(checker.ExitCode == 0 || complaints.Length > 0, $"promtool ended with {checker.ExitCode} and said nothing.");
        return complaints;
    }
}
