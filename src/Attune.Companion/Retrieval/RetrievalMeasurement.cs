using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Attune.Companion.Retrieval.Vectors;
using Attune.Inference.Embeddings;
using Attune.Language;
using Attune.Language.Search;
using Attune.Learning.Statistics;
using Attune.Learning.Vectors;
using Microsoft.Extensions.AI;

namespace Attune.Companion.Retrieval;

/// <summary>
/// Measures how well the search that the guide uses finds the paragraph a question was asked about, on a data set in the
/// form of SQuAD such as DRCD (Shao et al., "DRCD: a Chinese Machine Reading Comprehension Dataset", 2018).
/// </summary>
public static class RetrievalMeasurement
{
    private const int Depth = 5;
    private const int PassagesLookedAt = 20;
    private const int Resamples = 2_000;
    private const int Seed = 20_261_122;

    /// <summary>Reads <c>DRCD_test.json</c> when it is in the folder, else <c>DRCD_dev.json</c>, and measures.</summary>
    /// <param name="folder">The folder with the data.</param>
    /// <param name="clock">Measures the time of each search.</param>
    /// <exception cref="FileNotFoundException">The folder holds neither file.</exception>
    /// <exception cref="JsonException">The file is not in the form of SQuAD.</exception>
    public static RetrievalReport Run(string folder, TimeProvider clock)
    {
        var (path, bytes) = Read(folder);
        using var index = new OrganisationIndex();
        var questions = Load(bytes, index, []);
        var ranks = new int[questions.Count];
        var milliseconds = new double[questions.Count];
        for (var i = 0; i < ranks.Length; i++)
        {
            var started = clock.GetTimestamp();
            var hits = index.Search(questions[i].Text, LanguageDetection.OfQuestion(questions[i].Text), PassagesLookedAt);
            milliseconds[i] = clock.GetElapsedTime(started).TotalMilliseconds;
            ranks[i] = RankOf(questions[i].Paragraph, hits);
        }

        return Report(path, bytes, index.Passages, ranks, milliseconds);
    }

    /// <summary>As <see cref="Run"/>, by words and by vectors together, joined as for every question.</summary>
    /// <param name="folder">The folder with the data.</param>
    /// <param name="embeddings">Makes the vectors.</param>
    /// <param name="batchSize">Texts that it takes at once.</param>
    /// <param name="clock">Measures the time of each search, the endpoint's included.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="Attune.Inference.ModelUnavailableException">The endpoint failed: the rest would be no figure.</exception>
    public static async Task<RetrievalReport> RunAsync(
        string folder, IEmbeddingGenerator<string, Embedding<float>> embeddings, int batchSize, TimeProvider clock,
        CancellationToken cancellation)
    {
        var (path, bytes) = Read(folder);
        using var index = new OrganisationIndex();
        var texts = new List<(string Id, string Text)>();
        var questions = Load(bytes, index, texts);
        var passages = texts.SelectMany(document => PassageCutter.Cut(document.Text)
            .Select((passage, row) => (document.Id, Row: row, Text: passage.Span.Of(document.Text).ToString()))).ToList();
        NearestVectors? table = null;
        foreach (var batch in passages.Chunk(batchSize))
        {
            var made = await embeddings.GenerateAsync(batch.Select(passage => passage.Text), cancellationToken: cancellation);
            table ??= new NearestVectors(made[0].Vector.Length);
            for (var i = 0; i < batch.Length; i++)
                table.Add($"{batch[i].Id}:{batch[i].Row}", made[i].Vector.Span);
        }

        var ranks = new int[questions.Count];
        var milliseconds = new double[questions.Count];
        for (var i = 0; i < ranks.Length; i++)
        {
            var started = clock.GetTimestamp();
            var hits = await FindAsync(index, table!, embeddings, questions[i].Text, cancellation);
            milliseconds[i] = clock.GetElapsedTime(started).TotalMilliseconds;
            ranks[i] = RankOf(questions[i].Paragraph, hits);
        }

        return Report(path, bytes, index.Passages, ranks, milliseconds);
    }

    private static async Task<IReadOnlyList<PassageHit>> FindAsync(
        OrganisationIndex index, NearestVectors table, IEmbeddingGenerator<string, Embedding<float>> embeddings, string question,
        CancellationToken cancellation)
    {
        var language = LanguageDetection.OfQuestion(question);
        var vectors = await embeddings.GenerateAsync([question], EmbeddingPurpose.Question(), cancellation);
        var near = table.Search(vectors[0].Vector.Span, FindPassages.Depth, (float)new KnowledgeOptions().LeastSimilarity)
            .Select(one => one with { Key = one.Key[..one.Key.IndexOf(':')], Row = RowOf(one.Key) }).ToList();
        return FindPassages.Join(
            index.Search(question, language, FindPassages.Depth), index.Locate(near, language), PassagesLookedAt);
    }

    private static int RowOf(string key) => int.Parse(key.AsSpan(key.IndexOf(':') + 1), CultureInfo.InvariantCulture);

    private static (string Path, byte[] Bytes) Read(string folder)
    {
        var path = Array.Find([Path.Combine(folder, "DRCD_test.json"), Path.Combine(folder, "DRCD_dev.json")], File.Exists)
            ?? throw new FileNotFoundException($"'{folder}' holds neither DRCD_test.json nor DRCD_dev.json.");
        return (path, File.ReadAllBytes(path));
    }

    private static RetrievalReport Report(string path, byte[] bytes, int passages, int[] ranks, double[] milliseconds)
    {
        Array.Sort(milliseconds);
        return new RetrievalReport(Path.GetFileName(path), Convert.ToHexStringLower(SHA256.HashData(bytes)),
            ranks.Length, passages, Share(ranks, 1), Share(ranks, Depth), MeanReciprocal(ranks),
            milliseconds[(int)(milliseconds.Length * 0.95)],
            IntervalOf(ranks, sample => Share(sample, Depth)), IntervalOf(ranks, MeanReciprocal));
    }

    private static List<(string Text, string Paragraph)> Load(
        byte[] bytes, OrganisationIndex index, List<(string Id, string Text)> texts)
    {
        using var data = JsonDocument.Parse(bytes);
        var questions = new List<(string, string)>();
        foreach (var article in data.RootElement.GetProperty("data").EnumerateArray())
        {
            foreach (var paragraph in article.GetProperty("paragraphs").EnumerateArray())
            {
                var id = index.Passages.ToString(CultureInfo.InvariantCulture);
                var text = paragraph.GetProperty("context").GetString()!;
                index.Add(id, "", text, PassageCutter.Cut(text));
                texts.Add((id, text));
                foreach (var question in paragraph.GetProperty("qas").EnumerateArray())
                    questions.Add((question.GetProperty("question").GetString()!, id));
            }
        }

        return questions;
    }

    /// <summary>Place of the paragraph among those found, from 1; 0 when it is not among the first five.</summary>
    private static int RankOf(string paragraph, IReadOnlyList<PassageHit> hits)
    {
        var rank = hits.Select(hit => hit.DocumentId).Distinct().Take(Depth).ToList().IndexOf(paragraph);
        return rank + 1;
    }

    private static double Share(int[] ranks, int within) =>
        (double)ranks.Count(rank => rank > 0 && rank <= within) / ranks.Length;

    private static double MeanReciprocal(int[] ranks) => ranks.Average(rank => rank > 0 ? 1.0 / rank : 0);

    /// <summary>95 % interval by bootstrap over questions, with a fixed seed.</summary>
    private static Interval IntervalOf(int[] ranks, Func<int[], double> metric)
    {
        var random = new Random(Seed);
        var values = new double[Resamples];
        var sample = new int[ranks.Length];
        for (var i = 0; i < Resamples; i++)
        {
            for (var j = 0; j < sample.Length; j++)
                sample[j] = ranks[random.Next(ranks.Length)];
            values[i] = metric(sample);
        }

        Array.Sort(values);
        return new Interval(values[(int)(Resamples * 0.025)], values[(int)(Resamples * 0.975)]);
    }
}
