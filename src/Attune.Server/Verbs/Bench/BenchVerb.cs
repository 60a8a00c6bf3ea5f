using System.Runtime.InteropServices;
using Attune.Foundation.Modules;
using Attune.Learning.Emotions;

namespace Attune.Server.Verbs.Bench;

/// <summary>Measures a figure of the product on public data that anyone can fetch.</summary>
internal sealed class BenchVerb : IVerb
{
    private const int Failed = 1;
    private const int UsageError = 2;
    private const string Usage =
        "attune bench emotion --data DIR [--json]\n"
        + "  --data DIR   labels.txt and test.tsv, or else dev.tsv, of GoEmotions (CC BY 4.0)\n"
        + "  --json       one JSON object as the last line";

    public string Name => "bench";

    public string Summary => "measure on public data: emotion --data DIR [--json]";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        string[] rest = [.. arguments.Where(argument => argument != "--json")];
        if (rest is not ["emotion", "--data", var folder])
        {
            await Console.Error.WriteLineAsync(Usage);
            return UsageError;
        }

        try
        {
            var report = EmotionMeasurement.Run(folder, EmotionClassifier.LoadShipped(), TimeProvider.System);
            await Console.Out.WriteLineAsync(EmotionReportText.Write(report));
            if (arguments.Contains("--json"))
            {
                var machine = $"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} CPUs";
                await Console.Out.WriteLineAsync(
                    EmotionReportJson.Write(report, await SourceCommit.ReadAsync(cancellation), machine));
            }

            return 0;
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"Nothing was measured. {error.Message}");
            return Failed;
        }
    }
}
