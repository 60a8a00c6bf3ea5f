using Attune.Companion.Guide.Answers;
using Attune.Contracts.Guide;

namespace Attune.Companion.Guide.Drafts;

/// <summary>What the documents hold for a question.</summary>
/// <param name="Answer">The answer that rules compose of them; null when they cannot be searched.</param>
/// <param name="Passages">The passages that a model may use, numbered from 1, best first.</param>
/// <param name="SearchedFor">The question as it was understood; null when as it was asked.</param>
internal sealed record FoundPassages(ComposedAnswer? Answer, IReadOnlyList<Citation> Passages, string? SearchedFor)
{
    /// <summary>Passages are measured in words, so one of rules and dashes can be as long as its document.</summary>
    private const int LongestPassage = 4_000;

    /// <summary>Numbers passages for a model.</summary>
    public static FoundPassages Of(ComposedAnswer answer, IReadOnlyList<SourcePassage> passages, string? searchedFor) =>
        new(answer, [.. passages.Select(Number)], searchedFor);

    private static Citation Number(SourcePassage passage, int index)
    {
        var length = Math.Min(passage.Text.Length, LongestPassage);
        if (length < passage.Text.Length && char.IsHighSurrogate(passage.Text[length - 1]))
            length--;
        return new Citation(
            index + 1, passage.DocumentId, passage.DocumentName, passage.Start, length, passage.Text[..length]);
    }
}
