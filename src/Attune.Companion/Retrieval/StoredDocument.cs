using Attune.Contracts.Knowledge;

namespace Attune.Companion.Retrieval;

/// <summary>A document as it is stored, without its text.</summary>
internal sealed record StoredDocument(
    long Position,
    string Id,
    string Organisation,
    string Owner,
    string? ClientId,
    string Name,
    string Language,
    int Characters,
    long Bytes,
    int Passages,
    bool BuiltIn,
    DateTimeOffset CreatedAt,
    string TextHash)
{
    public DocumentView ToView(string? text = null) => new(Id, Name, Characters, Passages, BuiltIn, CreatedAt, text);
}
