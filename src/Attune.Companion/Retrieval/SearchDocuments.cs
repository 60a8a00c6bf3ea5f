using System.Globalization;
using Attune.Companion.Retrieval.Vectors;
using Attune.Companion.Storage;
using Attune.Contracts;
using Attune.Contracts.Knowledge;
using Attune.Foundation.Access;
using Attune.Foundation.Failures;
using Attune.Foundation.Http;
using Attune.Language;
using Attune.Language.Search;
using Attune.Language.Snippets;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Retrieval;

/// <summary>Finds passages for people who look something up themselves, each with the part that shows why it was found.</summary>
internal sealed class SearchDocuments(
    KnowledgeIndexes indexes, DocumentTable documents, FindPassages find, IOptions<KnowledgeOptions> options)
{
    private const int LongestQuery = 1_000;
    private const int DefaultLimit = 10;
    private const int MaxLimit = 50;

    /// <param name="caller">Who asks.</param>
    /// <param name="query">
    /// Words in either language, phrases in quotation marks, beginnings of words with a star; 1 to 1,000 characters.
    /// </param>
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
            var parsed = SearchQuery.Parse(query);
            var hits = await FindAsync(index, parsed, count, cancellation);
            return new ItemList<FoundPassage>(
                Show(caller.Organisation, hits, parsed, Atoms(index, parsed), count), null);
        });
    }

    /// <summary>Phrases and beginnings of words are about words, so they are not sought by meaning.</summary>
    private async ValueTask<IReadOnlyList<PassageHit>> FindAsync(
        OrganisationIndex index, SearchQuery query, int count, CancellationToken cancellation)
    {
        var language = LanguageDetection.OfQuestion(string.Concat([query.Words, .. query.Prefixes]));
        return query.IsPlain
            ? await find.RunAsync(index, query.Words, language, count, cancellation)
            : index.Search(query, language, query.Phrases.Count > 0 ? options.Value.MaxPhrasePassages : count);
    }

    /// <summary>What the query asks about, to show where it stands; a prefix is there by any of its words.</summary>
    private static IReadOnlyList<QuestionAtom> Atoms(OrganisationIndex index, SearchQuery query) =>
    [
        .. QuestionAtoms.Of(query.Words, index.Rarity),
        .. query.Prefixes.Select(prefix => new QuestionAtom(index.WordsWithPrefix(prefix), null, 1)),
    ];

    private static ValueTask<Outcome<ItemList<FoundPassage>>> Refuse(Failure failure) => ValueTask.FromResult(
        (Outcome<ItemList<FoundPassage>>)failure);

    /// <summary>Reads the texts; left out is what was deleted in the meantime, and what does not hold the phrases.</summary>
    private List<FoundPassage> Show(
        string organisation, IReadOnlyList<PassageHit> hits, SearchQuery query, IReadOnlyList<QuestionAtom> atoms, int count)
    {
        var phrases = query.Phrases.Select(PhraseMatcher.TermsOf).ToList();
        var texts = new Dictionary<string, string?>(StringComparer.Ordinal);
        var found = new List<FoundPassage>();
        foreach (var hit in hits)
        {
            if (found.Count == count)
                break;
            if (!texts.TryGetValue(hit.DocumentId, out var text))
                texts.Add(hit.DocumentId, text = documents.ReadText(organisation, hit.DocumentId));
            var (span, heading) = hit.Passage;
            if (text is null || span.End > text.Length || !phrases.TrueForAll(phrase => HoldsPhrase(hit, text, phrase)))
                continue;
            var snippet = SnippetCutter.Cut(text, span, atoms);
            found.Add(new FoundPassage(hit.DocumentId, hit.DocumentName, hit.IsBuiltIn, span.Start, span.Length,
                heading.Length == 0 ? null : heading.Of(text).ToString(), snippet.Span.Of(text).ToString(),
                [.. snippet.Marks.Select(mark => new TextMark(mark.Start, mark.Length))], hit.Score));
        }

        return found;
    }

    private static bool HoldsPhrase(PassageHit hit, string text, IReadOnlyList<string> phrase) =>
        PhraseMatcher.Holds(hit.Passage.Span.Of(text), phrase)
        || PhraseMatcher.Holds(hit.Passage.Heading.Of(text), phrase)
        || PhraseMatcher.Holds(hit.DocumentName, phrase);
}
