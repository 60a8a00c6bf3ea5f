using System.Diagnostics;
using System.Globalization;
using Attune.Learning.Emotions;
using Attune.Learning.Statistics;
using Attune.Server.Verbs.Train;

namespace Attune.Server.Verbs.Bench;

/// <summary>
/// How long it takes to make the weights for English that ship, how large they are, and whether they come out the same.
/// </summary>
internal static class TrainingBench
{
    private const double BytesInMegabyte = 1_000_000;
    private const string Linear = "Attune.Learning.Weights.emotion-en.weights";
    private const string Networks = "Attune.Learning.Weights.emotion-en.safetensors";

    private static readonly Target OfTime = new(60, IsCeiling: true);
    private static readonly Target OfSize = new(10, IsCeiling: true);

    /// <param name="folder">Holds labels.txt and train.tsv of GoEmotions, itself or in its folder goemotions.</param>
    /// <param name="threads">Models trained at once, from 1.</param>
    /// <param name="clock">Measures.</param>
    /// <param name="cancellation">Ends it soon.</param>
    public static BenchReport Run(string folder, int threads, TimeProvider clock, CancellationToken cancellation)
    {
        using var process = Process.GetCurrentProcess();
        var worked = process.TotalProcessorTime;
        var started = clock.GetTimestamp();
        var weights = EmotionWeights.Make(folder, threads, static _ => { }, cancellation);
        var seconds = clock.GetElapsedTime(started).TotalSeconds;
        process.Refresh();
        var processorSeconds = (process.TotalProcessorTime - worked).TotalSeconds;
        var megabytes = (weights.Linear.Length + weights.Networks.Length) / BytesInMegabyte;
        var isSame = IsShipped(Linear, weights.Linear) && IsShipped(Networks, weights.Networks);
        var verdict = isSame
            ? "the same as those that ship"
            : "OTHERS than those that ship; expected of other data or another instruction set only";
        var table = string.Create(CultureInfo.InvariantCulture, $"""
            data      {weights.Texts.Name}  sha256 {weights.Texts.Sha256}
            n         {weights.Texts.Texts.Count} texts, 18 models for calibration and shipping
            time      {seconds:F1} s on {threads} threads  {OfTime.Say(seconds)} s
                      {processorSeconds:F1} s of processor time
            size      {megabytes:F1} MB  {OfSize.Say(megabytes)} MB
            bytes     {verdict}
            """);
        return new BenchReport(
            "training", new BenchData(weights.Texts.Name, weights.Texts.Sha256, weights.Texts.Texts.Count), table,
            [
                new BenchMetric("trainingSeconds", seconds),
                new BenchMetric("processorSeconds", processorSeconds),
                new BenchMetric("threads", threads),
                new BenchMetric("modelMegabytes", megabytes),
                new BenchMetric("sameAsShipped", isSame ? 1 : 0),
            ])
        {
            Holds = seconds <= OfTime.Gate && megabytes <= OfSize.Gate,
        };
    }

    private static bool IsShipped(string resource, byte[] made)
    {
        using var stream = typeof(EmotionClassifier).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidDataException($"The program holds no {resource}.");
        var shipped = new byte[stream.Length];
        stream.ReadExactly(shipped);
        return shipped.AsSpan().SequenceEqual(made);
    }
}
