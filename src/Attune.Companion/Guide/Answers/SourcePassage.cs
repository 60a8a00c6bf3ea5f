using Attune.Companion.Retrieval;
using Attune.Contracts.Guide;
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
    /// <summary>
    /// Passages are measured in words, so one of rules and dashes can be as long as its document: cut off here, or it would
    /// fill a model's context and make the event that ends a reply too large for its topic.
    /// </summary>
    private const int LongestForModel = 4_000;

    /// <summary>The page that it begins on, from 1; null for documents without pages.</summary>
    public int? Page { get; init; }

    /// <summary>The page of a place in it, in UTF-16 units from its start.</summary>
    public int? PageAt(int position) => Page + Text.AsSpan(0, position).Count(DocumentPages.End);

    /// <summary>The passage as a model is given it.</summary>
    /// <param name="number">What the model cites it by, from 1.</param>
    public Citation ForModel(int number)
    {
        var length = Math.Min(Text.Length, LongestForModel);
        if (length < Text.Length && char.IsHighSurrogate(Text[length - 1]))
            length--;
        return new Citation(number, DocumentId, DocumentName, Start, length, Text[..length], Page);
    }
}
