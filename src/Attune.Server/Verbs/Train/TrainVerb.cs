using Attune.Foundation.Modules;
using Attune.Learning.Emotions;
using Attune.Learning.Linear;

namespace Attune.Server.Verbs.Train;

/// <summary>Makes the weights that ship with Attune.</summary>
internal sealed class TrainVerb : IVerb
{
    private const int Failed = 1;
    private const int UsageError = 2;
    private const string DefaultOutput = "emotion-en.weights";
    private const string Usage =
        "attune train emotion --data DIR [--out FILE]\n"
        + "  --data DIR   labels.txt and train.tsv of GoEmotions (CC BY 4.0)\n"
        + "  --out FILE   where the weights are written; default " + DefaultOutput + " in the current folder";

    public string Name => "train";

    public string Summary => "make model weights from public data: emotion --data DIR [--out FILE]";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        var (folder, output) = arguments switch
        {
            ["emotion", "--data", var data] => (data, DefaultOutput),
            ["emotion", "--data", var data, "--out", var file] => (data, file),
            _ => (null, DefaultOutput),
        };
        if (folder is null)
        {
            await Console.Error.WriteLineAsync(Usage);
            return UsageError;
        }

        try
        {
            var source = DataSetFolder.Of(folder, DataSetFolder.GoEmotions, "*.tsv");
            var training = new EmotionTraining(GoEmotionsFiles.Read(source, "train.tsv"), GoEmotionsFiles.Attribution);
            var bytes = ModelFile.Write(training.Train(Console.Out.WriteLine, cancellation));
            await File.WriteAllBytesAsync(output, bytes, cancellation);
            await Console.Out.WriteLineAsync($"{output}: {bytes.Length} bytes");
            return 0;
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException
            or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"No weights were written. {error.Message}");
            return Failed;
        }
    }
}
