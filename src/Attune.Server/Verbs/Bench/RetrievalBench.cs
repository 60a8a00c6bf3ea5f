using System.Globalization;
using Attune.Companion.Retrieval;
using Attune.Inference;
using Attune.Inference.Settings;
using Attune.Learning.Statistics;

namespace Attune.Server.Verbs.Bench;

/// <summary>How well the guide's search finds the right paragraph.</summary>
internal static class RetrievalBench
{
    /// <summary>Here a slow answer is a figure, not a reason to go on without it.</summary>
    private const int PatientMilliseconds = 10_000;

    private static readonly Target Hit5 = new(0.99);
    private static readonly Target Mrr5 = new(0.963);

    /// <param name="folder">Holds DRCD_test.json or DRCD_dev.json, itself or in its folder drcd.</param>
    public static BenchReport Run(string folder)
    {
        var report = RetrievalMeasurement.Run(SourceOf(folder), TimeProvider.System);
        return Write(report, "by words", Hit5.Say(report.Hit5), Mrr5.Say(report.Mrr5)) with
        {
            Holds = report.Hit5 >= Hit5.Gate && report.Mrr5 >= Mrr5.Gate,
        };
    }

    /// <summary>The same by words and by an endpoint's vectors together; without a gate, because it is about the model.</summary>
    /// <param name="folder">As before.</param>
    /// <param name="address">Root of the endpoint.</param>
    /// <param name="model">The model's name there; a key comes from ATTUNE_Inference__Embeddings__ApiKey.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="InvalidDataException">The address is none.</exception>
    /// <exception cref="ModelUnavailableException">The endpoint failed.</exception>
    public static async Task<BenchReport> RunAsync(
        string folder, string address, string model, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out _))
            throw new InvalidDataException($"'{address}' is no address, such as http://127.0.0.1:11434/v1.");
        var settings = new EmbeddingOptions
        {
            BaseUrl = address,
            Model = model,
            ApiKey = Environment.GetEnvironmentVariable("ATTUNE_Inference__Embeddings__ApiKey") ?? "",
            QuestionMilliseconds = PatientMilliseconds,
        };
        using var embeddings = InferenceModule.OpenEmbeddings(settings, TimeProvider.System);
        var report = await RetrievalMeasurement.RunAsync(
            SourceOf(folder), embeddings, settings.BatchSize, TimeProvider.System, cancellation);
        return Write(report, $"by words and by vectors of the model '{model}'", "", "");
    }

    private static string SourceOf(string folder) => DataSetFolder.Of(folder, DataSetFolder.Drcd, "DRCD_*.json");

    private static BenchReport Write(RetrievalReport report, string method, string hit5, string mrr5)
    {
        var table = string.Create(CultureInfo.InvariantCulture, $"""
            data      {report.DataName}  sha256 {report.DataSha256}
            n         {report.Questions} questions, {report.Passages} passages, {method}
            hit@1     {report.Hit1:F4}
            hit@5     {report.Hit5:F4}  {Write(report.Hit5Interval)}  {hit5}
            MRR@5     {report.Mrr5:F4}  {Write(report.Mrr5Interval)}  {mrr5}
            p95       {report.P95Ms:F2} ms per search
            """);
        return new BenchReport("retrieval", new BenchData(report.DataName, report.DataSha256, report.Questions), table,
        [
            new BenchMetric("hit1", report.Hit1),
            new BenchMetric("hit5", report.Hit5, report.Hit5Interval),
            new BenchMetric("mrr5", report.Mrr5, report.Mrr5Interval),
            new BenchMetric("p95Ms", report.P95Ms),
        ]);
    }

    private static string Write(Interval interval) =>
        string.Create(CultureInfo.InvariantCulture, $"95 % [{interval.Low:F4}, {interval.High:F4}]");
}
