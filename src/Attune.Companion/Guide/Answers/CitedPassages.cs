using Attune.Contracts.Guide;

namespace Attune.Companion.Guide.Answers;

/// <summary>Which citations a text really makes.</summary>
internal static class CitedPassages
{
    /// <summary>Those whose number stands in the text in brackets.</summary>
    public static IReadOnlyList<Citation> In(string text, IReadOnlyList<Citation> citations) =>
        [.. citations.Where(citation => text.Contains($"[{citation.Number}]", StringComparison.Ordinal))];
}
