namespace Attune.Language.Search.OnDisk;

/// <summary>What an index file keeps about a document: enough to search it again without reading its text.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name: part of what is searched.</param>
/// <param name="TextHash">Hash of the text that it was made of; the owner of the text chooses which.</param>
/// <param name="Language">Its language.</param>
/// <param name="IsBuiltIn">True when it belongs to the product and not to a person.</param>
/// <param name="Passages">Its passages.</param>
/// <param name="Terms">The terms of these passages.</param>
public sealed record DocumentRecord(
    string Id,
    string Name,
    string TextHash,
    TextLanguage Language,
    bool IsBuiltIn,
    IReadOnlyList<Passage> Passages,
    DocumentTerms Terms);
