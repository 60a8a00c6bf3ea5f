using System.Globalization;
using Attune.Companion.Storage;
using Attune.Contracts;
using Attune.Contracts.Knowledge;
using Attune.Foundation.Access;
using Attune.Foundation.Failures;
using Attune.Foundation.Http;
using Attune.Language;
using Attune.Language.Search;
using Attune.Language.Snippets;

namespace Attune.Companion.Retrieval;

/// <summary>Finds passages for people who look something up themselves, each with the part that shows why it was found.</summary>
internal sealed class SearchDocuments(KnowledgeIndexes indexes, DocumentTable documents)
{
    private const int LongestQuery = 1_000;
    private const int DefaultLimit = 10;
    private const int MaxLimit = 50;

    /// <param name="caller">Who asks.</param>
    /// <param name="query">Words in either language, 1 to 1,000 characters.</param>
    /// <param name="limit">At most so many passages, 1 to 50 in digits; null for 10.</param>
    /// <param name="cancellation">Ends the wait for an index that is still being loaded.</param>
    public ValueTask<Outcome<ItemList<FoundPassage>>> RunAsync(
        Caller caller, string? query, string? limit, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(query) || query.Length > LongestQuery)
            return Refuse(HttpFailures.InvalidField("q", $"must be 1 to {LongestQuery} characters"));
        var count = DefaultLimit;
        var isNumber = limit is null || int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out count);
        if (!isNumber || count is < 1 or > MaxLimit)
            return Refuse(HttpFailures.InvalidField("limit", $"must be a number from 1 to {MaxLimit}"));
        return StorageFailures.GuardAsync<ItemList<FoundPassage>>(async () =>
        {
            var index = await indexes.OfAsync(caller.Organisation, cancellation);
            var hits = index.Search(query, LanguageDetection.OfQuestion(query), count);
            return new ItemList<FoundPassage>(Show(caller.Organisation, hits, QuestionAtoms.Of(query, index.Rarity)), null);
        });
    }

    private static ValueTask<Outcome<ItemList<FoundPassage>>> Refuse(Failure failure) => ValueTask.FromResult(
        (Outcome<ItemList<FoundPassage>>)failure);

    /// <summary>Reads the texts; documents that were deleted in the meantime are left out.</summary>
    private List<FoundPassage> Show(
        string organisation, IReadOnlyList<PassageHit> hits, IReadOnlyList<QuestionAtom> atoms)
    {
        var texts = hits.Select(hit => hit.DocumentId).Distinct()
            .ToDictionary(id => id, id => documents.ReadText(organisation, id), StringComparer.Ordinal);
        var found = new List<FoundPassage>();
        foreach (var hit in hits)
        {
            var (span, heading) = hit.Passage;
            if (texts[hit.DocumentId] is not { } text || span.End > text.Length)
                continue;
            var snippet = SnippetCutter.Cut(text, span, atoms);
            var match = snippet.Span.Start + (snippet.Marks.Count > 0 ? snippet.Marks[0].Start : 0);
            found.Add(new FoundPassage(hit.DocumentId, hit.DocumentName, hit.IsBuiltIn, span.Start, span.Length,
                heading.Length == 0 ? null : heading.Of(text).ToString(), snippet.Span.Of(text).ToString(),
                [.. snippet.Marks.Select(mark => new TextMark(mark.Start, mark.Length))], hit.Score,
                DocumentPages.At(text, match)));
        }

        return found;
    }
}
