#:project ../../src/Attune.Learning/Attune.Learning.csproj
#:property PublishAot=false

// How well the shipped weights read emotions in English.
// Usage: dotnet run bench/emotion/emotion.cs -- --data DIR [--json]
// DIR holds labels.txt and test.tsv or dev.tsv of GoEmotions (Demszky et al., Google Research, CC BY 4.0), not part of Attune.

using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Attune.Learning.Emotions;

var data = Array.IndexOf(args, "--data") is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
if (data is null)
{
    await Console.Error.WriteLineAsync("Usage: dotnet run bench/emotion/emotion.cs -- --data DIR [--json]");
    return 2;
}

var report = EmotionMeasurement.Run(data, EmotionClassifier.LoadShipped(), TimeProvider.System);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
    data      {report.DataName}  sha256 {report.DataSha256}
    model     trained on {report.Model.DataName}  sha256 {report.Model.DataSha256}
    n         {report.Count} texts
    macro-F1  28 labels {report.MacroF1Of28:F4}  95 % [{report.IntervalOf28.Low:F4}, {report.IntervalOf28.High:F4}]
    macro-F1  Ekman     {report.MacroF1Ekman:F4}  95 % [{report.IntervalEkman.Low:F4}, {report.IntervalEkman.High:F4}]
    macro-F1  sentiment {report.MacroF1Sentiment:F4}  95 % [{report.IntervalSentiment.Low:F4}, {report.IntervalSentiment.High:F4}]
    ECE       {report.CalibrationError:F4}  95 % [{report.IntervalCalibrationError.Low:F4}, {report.IntervalCalibrationError.High:F4}]
    p99       {report.P99Ms:F3} ms per text
    chips     of {report.Chips.Texts} texts {report.Chips.Shown} shown, {report.Chips.Right} of them right
    """));
if (args.Contains("--json"))
{
    var machine = $"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} CPUs";
    Console.WriteLine(EmotionReportJson.Write(report, Commit(), machine));
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
