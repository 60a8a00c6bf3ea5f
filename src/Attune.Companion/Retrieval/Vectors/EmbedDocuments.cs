using Attune.Inference;
using Attune.Inference.Settings;
using Attune.Language.Search;
using Attune.Language.Search.OnDisk;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Retrieval.Vectors;

/// <summary>
/// Makes the vectors of documents that have none, document by document, in batches of passages. A document is found by meaning
/// once all its passages have vectors; until then, and when it is refused, by words.
/// </summary>
internal sealed class EmbedDocuments(
    DocumentTable documents, IEmbeddingGenerator<string, Embedding<float>> embeddings, IOptions<InferenceOptions> inference,
    IOptions<KnowledgeOptions> knowledge, ILogger<EmbedDocuments> log)
{
    private const int PageSize = 100;
    private const string RefusedCode = "model_request_refused";

    private readonly HashSet<(string Id, string Hash)> _refused = [];
    private bool _toldNoRoom;

    /// <summary>Makes what is missing.</summary>
    /// <returns>Documents that have vectors now and had none before.</returns>
    /// <exception cref="ModelUnavailableException">The endpoint fails; what was made before stays.</exception>
    /// <exception cref="IOException">The store fails.</exception>
    public async Task<int> RunAsync(string organisation, OrganisationIndex index, CancellationToken cancellation)
    {
        if (index.Vectors is not { } store)
            return 0;
        await store.OpenAsync(cancellation);
        var made = 0;
        var after = 0L;
        List<StoredDocument> page;
        do
        {
            page = documents.List(organisation, after, PageSize);
            foreach (var document in page)
            {
                after = document.Position;
                if (await EmbedAsync(document, index, store, cancellation))
                    made++;
            }
        }
        while (page.Count == PageSize);
        return made;
    }

    private async Task<bool> EmbedAsync(
        StoredDocument document, OrganisationIndex index, IVectorStore store, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var hash = VectorStores.HashOf(document);
        if (document.Passages == 0 || store.Holds(document.Id, hash) || _refused.Contains((document.Id, hash)))
            return false;
        if (!store.HasRoomFor(document.Passages))
        {
            if (!_toldNoRoom)
                log.NoRoomForVectors(document.Id, knowledge.Value.MaxVectorBytes);
            _toldNoRoom = true;
            return false;
        }

        try
        {
            return documents.ReadText(document.Organisation, document.Id) is { } text
                && await AskAsync(document, text, hash, cancellation) is { } record
                && await KeepAsync(document, record, index, store, cancellation);
        }
        catch (ModelUnavailableException error) when (error.Code == RefusedCode)
        {
            LeaveOut(document.Id, hash, $"the endpoint says {error.Code}");
            return false;
        }
    }

    /// <summary>Remembers a document that cannot have vectors: the others must not wait for it.</summary>
    private VectorRecord? LeaveOut(string id, string hash, string reason)
    {
        // Documents that are gone by now are in it as well; to try them all again is better than to keep them for ever.
        if (_refused.Count >= knowledge.Value.MaxDocuments)
            _refused.Clear();
        _refused.Add((id, hash));
        log.DocumentLeftOut(id, reason);
        return null;
    }

    private async Task<VectorRecord?> AskAsync(
        StoredDocument document, string text, string hash, CancellationToken cancellation)
    {
        var passages = PassageCutter.Cut(text);
        var vectors = Array.Empty<float>();
        var dimensions = 0;
        for (var first = 0; first < passages.Count; first += inference.Value.Embeddings.BatchSize)
        {
            var batch = passages.Skip(first).Take(inference.Value.Embeddings.BatchSize)
                .Select(passage => $"{DocumentTerms.Context(document.Name, text, passage)}\n{passage.Span.Of(text)}");
            var made = await embeddings.GenerateAsync(batch, cancellationToken: cancellation);
            if (first == 0)
            {
                dimensions = made[0].Vector.Length;
                if ((long)passages.Count * dimensions * sizeof(float) > Math.Min(knowledge.Value.MaxVectorBytes, Array.MaxLength))
                    return LeaveOut(document.Id, hash, "it is larger than Knowledge:MaxVectorBytes");
                vectors = new float[passages.Count * dimensions];
            }

            for (var i = 0; i < made.Count; i++)
            {
                if (made[i].Vector.Length != dimensions)
                    return LeaveOut(document.Id, hash, "its vectors have different numbers of dimensions");
                made[i].Vector.CopyTo(vectors.AsMemory((first + i) * dimensions));
            }
        }

        return passages.Count == 0 ? null : new VectorRecord(document.Id, hash, dimensions, vectors);
    }

    /// <returns>False when the document has been changed or deleted in the meantime.</returns>
    private async Task<bool> KeepAsync(
        StoredDocument document, VectorRecord record, OrganisationIndex index, IVectorStore store,
        CancellationToken cancellation)
    {
        await index.Changes.WaitAsync(cancellation);
        try
        {
            var now = documents.Find(document.Organisation, document.Id);
            if (now is null || VectorStores.HashOf(now) != record.TextHash)
                return false;
            await store.AddAsync(record, cancellation);
        }
        finally
        {
            index.Changes.Release();
        }

        index.NoteVectors();
        return true;
    }
}
