#:project ../../src/Attune.Learning/Attune.Learning.csproj
#:property PublishAot=false

// Makes the weights that ship with Attune.
// Usage: dotnet run -c Release bench/emotion/train.cs -- --data DIR [--out FILE]
// DIR holds labels.txt and train.tsv of GoEmotions (Demszky et al., Google Research, CC BY 4.0), which is not part of Attune.

using Attune.Learning.Emotions;
using Attune.Learning.Linear;

var data = ValueOf("--data");
if (data is null)
{
    await Console.Error.WriteLineAsync("Usage: dotnet run -c Release bench/emotion/train.cs -- --data DIR [--out FILE]");
    return 2;
}

var output = ValueOf("--out") ?? "src/Attune.Learning/Weights/emotion-en.weights";
var training = new EmotionTraining(GoEmotionsFiles.Read(data, "train.tsv"), GoEmotionsFiles.Attribution);
var bytes = ModelFile.Write(training.Train(Console.WriteLine, CancellationToken.None));
await File.WriteAllBytesAsync(output, bytes);
Console.WriteLine($"{output}: {bytes.Length} bytes");
return 0;

string? ValueOf(string name) =>
    Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
