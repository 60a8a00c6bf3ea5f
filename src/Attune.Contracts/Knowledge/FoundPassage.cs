namespace Attune.Contracts.Knowledge;

/// <summary>A passage of a document that matches a search.</summary>
/// <param name="DocumentId">Its document.</param>
/// <param name="DocumentName">What people call the document.</param>
/// <param name="BuiltIn">True for Attune's own manual.</param>
/// <param name="Start">First character of the passage in the document's text, in UTF-16 units from 0.</param>
/// <param name="Length">Length of the passage in UTF-16 units.</param>
/// <param name="Heading">The heading that it stands under; absent when there is none.</param>
/// <param name="Snippet">The part of the passage that shows best why it was found, as it stands in the document.</param>
/// <param name="Marks">What matches in the snippet, in order and apart from each other.</param>
/// <param name="Score">Higher is better, above 0; comparable within one search only.</param>
/// <param name="Page">The page of its first match, from 1; absent for documents without pages.</param>
public sealed record FoundPassage(
    string DocumentId,
    string DocumentName,
    bool BuiltIn,
    int Start,
    int Length,
    string? Heading,
    string Snippet,
    IReadOnlyList<TextMark> Marks,
    float Score,
    int? Page = null);
