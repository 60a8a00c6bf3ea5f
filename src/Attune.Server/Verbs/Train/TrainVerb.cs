using System.Diagnostics;
using System.Globalization;
using Attune.Foundation.Modules;
using Attune.Learning.Affect;
using Attune.Learning.Emotions;

namespace Attune.Server.Verbs.Train;

/// <summary>Makes the weights that ship with Attune.</summary>
internal sealed class TrainVerb : IVerb
{
    private const int Failed = 1;
    private const int UsageError = 2;
    private const string EmotionOutput = "emotion-en.weights";
    private const string AffectOutput = "vad-en.safetensors";
    private const string NetworkExtension = ".safetensors";
    private const string Usage =
        "attune train emotion --data DIR [--out FILE] [--threads N]\n"
        + "  --data DIR    labels.txt and train.tsv of GoEmotions (CC BY 4.0)\n"
        + "  --out FILE    where the linear weights are written; default " + EmotionOutput + " in the current folder;\n"
        + "                the networks stand beside them, with the ending " + NetworkExtension + "\n"
        + "  --threads N   models trained at once; default one per processor; the result is the same\n"
        + "attune train vad --data DIR [--out FILE]\n"
        + "  --data DIR    the CSV file of EmoBank (CC BY-SA 4.0, as are the weights)\n"
        + "  --out FILE    where the weights are written; default " + AffectOutput + " in the current folder";

    public string Name => "train";

    public string Summary => "make model weights from public data: emotion or vad --data DIR [--out FILE]";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        if (TrainPlan.Read(arguments) is not { } plan)
        {
            await Console.Error.WriteLineAsync(Usage);
            return UsageError;
        }

        try
        {
            var started = Stopwatch.GetTimestamp();
            var files = plan.Model == "vad" ? TrainAffect(plan, cancellation) : TrainEmotion(plan, cancellation);
            foreach (var (file, bytes) in files)
            {
                await File.WriteAllBytesAsync(file, bytes, cancellation);
                await Console.Out.WriteLineAsync($"{file}: {bytes.Length} bytes");
            }

            var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            await Console.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{seconds:F1} s on {plan.Threads} threads"));
            return 0;
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException
            or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"No weights were written. {error.Message}");
            return Failed;
        }
    }

    private static (string File, byte[] Bytes)[] TrainAffect(TrainPlan plan, CancellationToken cancellation)
    {
        var source = DataSetFolder.Of(plan.Folder, DataSetFolder.EmoBank, "*.csv");
        var texts = EmoBankFiles.Read(source, "train");
        var training = new AffectTraining(texts, EmoBankFiles.Attribution, EmotionClassifier.LoadShipped());
        return [(plan.Output ?? AffectOutput, AffectModelFile.Write(training.Train(Console.Out.WriteLine, cancellation)))];
    }

    private static (string File, byte[] Bytes)[] TrainEmotion(TrainPlan plan, CancellationToken cancellation)
    {
        var weights = EmotionWeights.Make(plan.Folder, plan.Threads, Console.Out.WriteLine, cancellation);
        var output = plan.Output ?? EmotionOutput;
        return [(output, weights.Linear), (Path.ChangeExtension(output, NetworkExtension), weights.Networks)];
    }
}
