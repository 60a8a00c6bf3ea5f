using Attune.Language.Search.OnDisk;

namespace Attune.Companion.Retrieval.Ingest;

/// <summary>A document that is cut and counted, and only has to be stored.</summary>
/// <param name="Document">Its row.</param>
/// <param name="Text">Its text.</param>
/// <param name="Terms">What the index takes of it.</param>
internal sealed record PreparedDocument(StoredDocument Document, string Text, DocumentRecord Terms)
{
    /// <summary>True for a new text of a stored document: the one with the same id is replaced.</summary>
    public bool Replaces { get; init; }
}
