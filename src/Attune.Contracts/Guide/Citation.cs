namespace Attune.Contracts.Guide;

/// <summary>Where a sentence of an answer stands in a document.</summary>
/// <param name="Number">The number shown in the answer, from 1.</param>
/// <param name="DocumentId">The document.</param>
/// <param name="DocumentName">Its name.</param>
/// <param name="Start">First character of the quoted sentence in the document's text, in UTF-16 units from 0.</param>
/// <param name="Length">Length of the quoted sentence in UTF-16 units.</param>
/// <param name="Quote">The quoted sentence.</param>
/// <param name="Page">The page that it begins on, from 1; absent for documents without pages.</param>
public sealed record Citation(
    int Number, string DocumentId, string DocumentName, int Start, int Length, string Quote, int? Page = null);
