using Attune.Inference;
using Attune.Inference.Embeddings;
using Attune.Inference.Settings;
using Attune.Language;
using Attune.Language.Search;
using Attune.Learning.Vectors;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Retrieval.Vectors;

/// <summary>
/// Finds the passages for a question by words and, where vectors are, by meaning, and joins both rankings. Whatever fails on the
/// way to a vector leaves what was found by words, within the time limit of a question's vector.
/// </summary>
internal sealed class FindPassages(
    IEmbeddingGenerator<string, Embedding<float>> embeddings, IOptions<InferenceOptions> inference,
    IOptions<KnowledgeOptions> knowledge, TimeProvider clock)
{
    /// <summary>So many passages of each ranking are joined, or as many as are wanted if that is more.</summary>
    internal const int Depth = 50;

    /// <summary>Best first; scores are comparable within one search only.</summary>
    public async ValueTask<IReadOnlyList<PassageHit>> RunAsync(
        OrganisationIndex index, string question, TextLanguage language, int limit, CancellationToken cancellation)
    {
        if (index.Vectors is not { Count: > 0 } store)
            return index.Search(question, language, limit);
        var depth = Math.Max(Depth, limit);
        // Begun first: while the endpoint works, words are searched here.
        var near = NearAsync(store, question, depth, cancellation);
        var byWords = index.Search(question, language, depth);
        return Join(byWords, index.Locate(await near, language), limit);
    }

    /// <summary>Joins what was found by words and by meaning; when the latter is nothing, scores stay as they are.</summary>
    internal static IReadOnlyList<PassageHit> Join(
        IReadOnlyList<PassageHit> byWords, IReadOnlyList<PassageHit> byMeaning, int limit)
    {
        if (byMeaning.Count == 0)
            return [.. byWords.Take(limit)];
        var hits = byWords.Concat(byMeaning).DistinctBy(PlaceOf).ToDictionary(PlaceOf);
        return [.. RankFusion.Join<(string, int)>(limit, [.. byWords.Select(PlaceOf)], [.. byMeaning.Select(PlaceOf)])
            .Select(joined => hits[joined.Item] with { Score = joined.Score })];
    }

    private static (string Document, int Start) PlaceOf(PassageHit hit) => (hit.DocumentId, hit.Passage.Span.Start);

    private async Task<IReadOnlyList<NearVector>> NearAsync(
        IVectorStore store, string question, int limit, CancellationToken cancellation)
    {
        using var timer = new CancellationTokenSource(
            TimeSpan.FromMilliseconds(inference.Value.Embeddings.QuestionMilliseconds), clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timer.Token);
        try
        {
            // The endpoint counts its own time, so that one that is too slow is paused; the caller's leaving is the caller's.
            var vectors = await embeddings.GenerateAsync([question], EmbeddingPurpose.Question(), cancellation);
            return await store.SearchAsync(vectors[0].Vector, limit, (float)knowledge.Value.LeastSimilarity, either.Token);
        }
        catch (Exception error) when (error is ModelUnavailableException or IOException
            || (error is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            // Told by the endpoint or the store where it happened; here words are enough.
            return [];
        }
    }
}
