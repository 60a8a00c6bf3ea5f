using Attune.Language.Search.OnDisk;
using Attune.Learning.Vectors;

namespace Attune.Companion.Retrieval.Vectors;

/// <summary>
/// Where the vectors of one organisation's documents are: the door behind which memory and Chroma look the same. What can be
/// asked of it may fail with <see cref="IOException"/>; then documents are found by words. Safe to use from several threads.
/// </summary>
internal interface IVectorStore : IDisposable
{
    /// <summary>Vectors that can be found now; 0 while the store was not reached yet.</summary>
    long Count { get; }

    /// <summary>Reaches the store and drops what belongs to no stored document. Returns at once when that was done.</summary>
    Task OpenAsync(CancellationToken cancellation);

    /// <summary>True when the vectors of a document as it is now are there.</summary>
    bool Holds(string id, string textHash);

    /// <summary>True when so many more vectors may be kept.</summary>
    bool HasRoomFor(int vectors);

    /// <summary>Keeps the vectors of a document in place of those that it had.</summary>
    Task AddAsync(VectorRecord record, CancellationToken cancellation);

    /// <summary>
    /// Erases the vectors of a document: texts can be guessed from them, so they go as its words go. Nothing happens when there
    /// are none.
    /// </summary>
    /// <exception cref="IOException">They may still be there: the document must not be called deleted yet.</exception>
    Task RemoveAsync(string id, CancellationToken cancellation);

    /// <summary>Finds passages near a question: document, place of the passage in it, cosine. Nearest first.</summary>
    Task<IReadOnlyList<NearVector>> SearchAsync(
        ReadOnlyMemory<float> question, int limit, float least, CancellationToken cancellation);
}
