#:project ../../src/Attune.Companion/Attune.Companion.csproj
#:property PublishAot=false

// How well the guide's search finds the right paragraph.
// Usage: dotnet run bench/retrieval/retrieval.cs -- --data DIR [--json]
// DIR holds DRCD_test.json or DRCD_dev.json (Delta Reading Comprehension Dataset, CC BY-SA 3.0), which is not part of Attune.

using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Attune.Companion.Retrieval;

var data = Array.IndexOf(args, "--data") is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
if (data is null)
{
    await Console.Error.WriteLineAsync("Usage: dotnet run bench/retrieval/retrieval.cs -- --data DIR [--json]");
    return 2;
}

var report = RetrievalMeasurement.Run(data, TimeProvider.System);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
    data      {report.DataName}  sha256 {report.DataSha256}
    n         {report.Questions} questions, {report.Passages} passages
    hit@1     {report.Hit1:F4}
    hit@5     {report.Hit5:F4}  95 % [{report.Hit5Interval.Low:F4}, {report.Hit5Interval.High:F4}]
    MRR@5     {report.Mrr5:F4}  95 % [{report.Mrr5Interval.Low:F4}, {report.Mrr5Interval.High:F4}]
    p95       {report.P95Ms:F2} ms per search
    """));
if (args.Contains("--json"))
{
    var machine = $"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} CPUs";
    Console.WriteLine(RetrievalReportJson.Write(report, Commit(), machine));
}

return 0;

static string Commit()
{
    try
    {
        using var git = Process.Start(new ProcessStartInfo("git", "rev-parse HEAD") { RedirectStandardOutput = true })!;
        var commit = git.StandardOutput.ReadToEnd().Trim();
        git.WaitForExit();
        return git.ExitCode == 0 ? commit : "unknown";
    }
    catch (System.ComponentModel.Win32Exception)
    {
        // Run from an unpacked archive on a machine without git.
        return "unknown";
    }
}
