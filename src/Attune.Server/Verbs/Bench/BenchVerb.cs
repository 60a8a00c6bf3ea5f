using System.Globalization;
using System.Runtime.InteropServices;
using Attune.Companion.Retrieval;
using Attune.Foundation.Modules;
using Attune.Learning.Emotions;

namespace Attune.Server.Verbs.Bench;

/// <summary>Measures a figure of the product on public data that anyone can fetch.</summary>
internal sealed class BenchVerb : IVerb
{
    private const int Failed = 1;
    private const int UsageError = 2;
    private const string Usage =
        "attune bench emotion|retrieval --data DIR [--json]\n"
        + "  emotion      DIR holds labels.txt and test.tsv, or else dev.tsv, of GoEmotions (CC BY 4.0)\n"
        + "  retrieval    DIR holds DRCD_test.json, or else DRCD_dev.json, of DRCD (CC BY-SA 3.0)\n"
        + "  --json       one JSON object as the last line";

    public string Name => "bench";

    public string Summary => "measure on public data: emotion or retrieval --data DIR [--json]";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        string[] rest = [.. arguments.Where(argument => argument != "--json")];
        if (rest is not ["emotion" or "retrieval", "--data", var folder])
        {
            await Console.Error.WriteLineAsync(Usage);
            return UsageError;
        }

        try
        {
            var commit = await SourceCommit.ReadAsync(cancellation);
            var machine = $"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} CPUs";
            var (text, json) = rest[0] == "emotion" ? Emotion(folder, commit, machine) : Retrieval(folder, commit, machine);
            await Console.Out.WriteLineAsync(text);
            if (arguments.Contains("--json"))
                await Console.Out.WriteLineAsync(json);
            return 0;
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"Nothing was measured. {error.Message}");
            return Failed;
        }
    }

    private static (string Text, string Json) Emotion(string folder, string commit, string machine)
    {
        var report = EmotionMeasurement.Run(folder, EmotionClassifier.LoadShipped(), TimeProvider.System);
        return (EmotionReportText.Write(report), EmotionReportJson.Write(report, commit, machine));
    }

    private static (string Text, string Json) Retrieval(string folder, string commit, string machine)
    {
        var report = RetrievalMeasurement.Run(folder, TimeProvider.System);
        var text = string.Create(CultureInfo.InvariantCulture, $"""
            data      {report.DataName}  sha256 {report.DataSha256}
            n         {report.Questions} questions, {report.Passages} passages
            hit@1     {report.Hit1:F4}
            hit@5     {report.Hit5:F4}  95 % [{report.Hit5Interval.Low:F4}, {report.Hit5Interval.High:F4}]
            MRR@5     {report.Mrr5:F4}  95 % [{report.Mrr5Interval.Low:F4}, {report.Mrr5Interval.High:F4}]
            p95       {report.P95Ms:F2} ms per search
            """);
        return (text, RetrievalReportJson.Write(report, commit, machine));
    }
}
