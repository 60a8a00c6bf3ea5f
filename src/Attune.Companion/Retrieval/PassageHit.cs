using Attune.Language;
using Attune.Language.Search;

namespace Attune.Companion.Retrieval;

/// <summary>A passage that may hold the answer.</summary>
/// <param name="DocumentId">Its document.</param>
/// <param name="DocumentName">What people call the document.</param>
/// <param name="Language">The document's language.</param>
/// <param name="Passage">Where it stands in the document.</param>
/// <param name="Score">Comparable within one search.</param>
/// <param name="IsBuiltIn">True for Attune's own manual.</param>
internal readonly record struct PassageHit(
    string DocumentId, string DocumentName, TextLanguage Language, Passage Passage, float Score, bool IsBuiltIn);
