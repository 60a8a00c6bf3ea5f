using Attune.Companion.Guide.Answers;
using Attune.Contracts.Guide;

namespace Attune.Companion.Guide.Drafts;

/// <summary>What the documents hold for a question.</summary>
/// <param name="Answer">The answer that rules compose of them; null when they cannot be searched.</param>
/// <param name="Passages">The passages that a model may use, numbered from 1, best first.</param>
/// <param name="SearchedFor">The question as it was understood; null when as it was asked.</param>
internal sealed record FoundPassages(ComposedAnswer? Answer, IReadOnlyList<Citation> Passages, string? SearchedFor)
{
    /// <summary>Numbers passages for a model.</summary>
    public static FoundPassages Of(ComposedAnswer answer, IReadOnlyList<SourcePassage> passages, string? searchedFor) =>
        new(answer, [.. passages.Select((passage, i) => passage.ForModel(i + 1))], searchedFor);
}
