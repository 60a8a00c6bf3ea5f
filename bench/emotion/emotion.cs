#:project ../../src/Attune.Learning/Attune.Learning.csproj
#:property PublishAot=false

// How well the shipped weights read emotions in English.
// Usage: dotnet run bench/emotion/emotion.cs -- --data DIR [--json]
// DIR holds labels.txt and test.tsv or dev.tsv of GoEmotions (Demszky et al., Google Research, CC BY 4.0), not part of Attune.

using System.Diagnostics;
using System.Runtime.InteropServices;
using Attune.Learning.Emotions;

var data = Array.IndexOf(args, "--data") is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
if (data is null)
{
    await Console.Error.WriteLineAsync("Usage: dotnet run bench/emotion/emotion.cs -- --data DIR [--json]");
    return 2;
}

var report = EmotionMeasurement.Run(data, EmotionClassifier.LoadShipped(), TimeProvider.System);
Console.WriteLine(EmotionReportText.Write(report));
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
