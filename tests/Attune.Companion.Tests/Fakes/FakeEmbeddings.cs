using System.Collections.Concurrent;
using Attune.Inference;
using Attune.Language.Terms;
using Microsoft.Extensions.AI;

namespace Attune.Companion.Tests.Fakes;

/// <summary>
/// Makes vectors of words, of which some mean the same, and fails on demand. It can tell what it was asked, and understands
/// nothing.
/// </summary>
internal sealed class FakeEmbeddings : IEmbeddingGenerator<string, Embedding<float>>
{
    private const int Numbers = 64;

    private readonly ConcurrentQueue<string> _passages = new();
    private int _failures;

    /// <summary>Words that mean the same.</summary>
    public string[] Synonyms { get; init; } = ["dog", "hound", "狗"];

    /// <summary>The settings that switch it on.</summary>
    public static (string, string)[] Settings { get; } =
    [
        ("Inference:Embeddings:BaseUrl", "http://127.0.0.1:1/v1"), ("Inference:Embeddings:Model", "fake"),
        ("Inference:Embeddings:BatchSize", "2"), ("Knowledge:VectorRetrySeconds", "1"), ("Knowledge:LeastSimilarity", "0.5"),
    ];

    /// <summary>Code of the failure that every request has; null for none.</summary>
    public volatile string? FailsWith;

    /// <summary>Passages that vectors were made of.</summary>
    public IReadOnlyCollection<string> Passages => _passages;

    /// <summary>Requests that failed.</summary>
    public int Failures => Volatile.Read(ref _failures);

    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (FailsWith is { } code)
        {
            Interlocked.Increment(ref _failures);
            throw new ModelUnavailableException(code, "The fake fails.");
        }

        var texts = values.ToList();
        Assert.InRange(texts.Count, 1, 2);
        if (options is null)
            texts.ForEach(_passages.Enqueue);
        return Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(
            texts.Select(text => new Embedding<float>(Vector(text)))));
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    private float[] Vector(string text)
    {
        var vector = new float[Numbers];
        var reader = new TermReader(text, stackalloc char[TermReader.BufferLength]);
        while (reader.Read())
        {
            var term = reader.Term.ToString();
            var hash = 17;
            foreach (var c in Synonyms.Contains(term) ? Synonyms[0] : term)
                hash = (hash * 31) + c;
            vector[(hash & 0x7FFF_FFFF) % Numbers]++;
        }

        return vector;
    }
}
