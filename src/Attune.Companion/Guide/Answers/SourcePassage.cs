using Attune.Companion.Retrieval;
using Attune.Language;

namespace Attune.Companion.Guide.Answers;

/// <summary>A passage that may answer a question, with its text.</summary>
/// <param name="DocumentId">Its document.</param>
/// <param name="DocumentName">What people call the document.</param>
/// <param name="Language">The document's language.</param>
/// <param name="Start">Where the passage starts in the document's text, in UTF-16 units.</param>
/// <param name="Text">The passage.</param>
/// <param name="Heading">The heading it stands under; empty when there is none.</param>
/// <param name="Score">How well it matched; comparable within one question.</param>
internal sealed record SourcePassage(
    string DocumentId, string DocumentName, TextLanguage Language, int Start, string Text, string Heading, float Score)
{
    /// <summary>The page that it begins on, from 1; null for documents without pages.</summary>
    public int? Page { get; init; }

    /// <summary>The page of a place in it, in UTF-16 units from its start.</summary>
    public int? PageAt(int position) => Page + Text.AsSpan(0, position).Count(DocumentPages.End);
}
