using System.Collections.Concurrent;
using Attune.Language.Search.OnDisk;
using Attune.Learning.Vectors;
using Microsoft.Extensions.Logging;

namespace Attune.Companion.Retrieval.Vectors;

/// <summary>
/// Vectors in a Chroma server. What it holds is read when it is reached first; what belongs to no stored document is deleted
/// then. While it is away searches go without it, and no document is called deleted whose vectors it may still hold.
/// </summary>
internal sealed class ChromaVectors(
    ChromaClient chroma, string organisation, IReadOnlyDictionary<string, string> stored, TimeProvider clock, ILogger log)
    : IVectorStore
{
    private const int BatchSize = 100;

    /// <summary>After a failed search it is not asked for a while, so that not every question waits for it.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _opening = new(1, 1);
    private readonly ConcurrentDictionary<string, (string Hash, int Vectors)> _documents = new(StringComparer.Ordinal);
    private volatile string? _collection;
    private long _pausedAt;
    private int _isFailing;

    public long Count => _collection is null ? 0 : _documents.Values.Sum(document => (long)document.Vectors);

    public async Task OpenAsync(CancellationToken cancellation)
    {
        if (_collection is not null)
            return;
        await _opening.WaitAsync(cancellation);
        try
        {
            if (_collection is not null)
                return;
            var collection = await chroma.OpenAsync(cancellation);
            foreach (var (id, document) in await chroma.ListAsync(collection, cancellation))
            {
                if (stored.TryGetValue(id, out var hash) && hash == document.Hash)
                    _documents[id] = document;
                else
                    await chroma.DeleteAsync(collection, id, cancellation);
            }

            _collection = collection;
            Interlocked.Exchange(ref _isFailing, 0);
            log.ChromaAnswers(Count, organisation);
        }
        catch (IOException error)
        {
            NoteFailure(error);
            throw;
        }
        finally
        {
            _opening.Release();
        }
    }

    public bool Holds(string id, string textHash) =>
        _documents.TryGetValue(id, out var document) && document.Hash == textHash;

    public bool HasRoomFor(int vectors) => true;

    public async Task AddAsync(VectorRecord record, CancellationToken cancellation)
    {
        await RemoveAsync(record.Id, cancellation);
        var rows = record.Vectors.Length / record.Dimensions;
        for (var first = 0; first < rows; first += BatchSize)
        {
            var batch = Enumerable.Range(first, Math.Min(BatchSize, rows - first))
                .Select(row => (ReadOnlyMemory<float>)record.Vectors.AsMemory(row * record.Dimensions, record.Dimensions))
                .ToList();
            await chroma.PutAsync(_collection!, record.Id, record.TextHash, first, batch, cancellation);
        }

        _documents[record.Id] = (record.TextHash, rows);
    }

    public async Task RemoveAsync(string id, CancellationToken cancellation)
    {
        await OpenAsync(cancellation);
        await chroma.DeleteAsync(_collection!, id, cancellation);
        _documents.TryRemove(id, out _);
    }

    public async Task<IReadOnlyList<NearVector>> SearchAsync(
        ReadOnlyMemory<float> question, int limit, float least, CancellationToken cancellation)
    {
        if (_collection is not { } collection
            || (Volatile.Read(ref _isFailing) == 1 && clock.GetElapsedTime(Volatile.Read(ref _pausedAt)) < Pause))
            return [];
        try
        {
            var near = await chroma.QueryAsync(collection, question, limit, cancellation);
            if (Interlocked.Exchange(ref _isFailing, 0) == 1)
                log.ChromaAnswers(Count, organisation);
            return [.. near.Where(one => one.Similarity >= least)];
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            // A time-out of the question's is the caller's token; a visitor who left is rare and costs a pause at most.
            NoteFailure(error);
            throw;
        }
    }

    public void Dispose()
    {
        _opening.Dispose();
        chroma.Dispose();
    }

    private void NoteFailure(Exception error)
    {
        Volatile.Write(ref _pausedAt, clock.GetTimestamp());
        if (Interlocked.Exchange(ref _isFailing, 1) == 0)
            log.ChromaFailed(error is IOException ? error.Message : "It did not answer a question in time.");
    }
}
