using Attune.Companion.Guide.Answers;
using Attune.Companion.Retrieval;
using Attune.Companion.Retrieval.Vectors;
using Attune.Language;

namespace Attune.Companion.Guide;

/// <summary>Finds the passages for a question and composes the answer from them.</summary>
internal sealed class AnswerFromDocuments(
    KnowledgeIndexes indexes, DocumentTable documents, FindPassages find, FoundAnswers kept)
{
    private const int PassagesRead = 6;

    /// <summary>The answer, and the passages that it was sought in, best first.</summary>
    public async Task<(ComposedAnswer Answer, IReadOnlyList<SourcePassage> Passages)> RunAsync(
        string organisation, string question, TextLanguage language, CancellationToken cancellation)
    {
        var index = await indexes.OfAsync(organisation, cancellation);
        if (kept.Find(index, question, language) is { } known)
            return (known.Answer, known.Passages);
        var version = index.Version;
        var passages = Read(organisation, await find.RunAsync(index, question, language, PassagesRead, cancellation));
        var answer = AnswerRules.Compose(question, language, passages, index.Rarity);
        kept.Put(index, version, question, language, new FoundAnswer(answer, passages));
        return (answer, passages);
    }

    /// <summary>The texts of the passages; documents that were deleted in the meantime are left out.</summary>
    private List<SourcePassage> Read(string organisation, IReadOnlyList<PassageHit> hits)
    {
        var texts = hits.Select(hit => hit.DocumentId).Distinct()
            .ToDictionary(id => id, id => documents.ReadText(organisation, id), StringComparer.Ordinal);
        var passages = new List<SourcePassage>();
        foreach (var hit in hits)
        {
            if (texts[hit.DocumentId] is not { } text || hit.Passage.Span.End > text.Length)
                continue;
            passages.Add(new SourcePassage(hit.DocumentId, hit.DocumentName, hit.Language, hit.Passage.Span.Start,
                hit.Passage.Span.Of(text).ToString(), hit.Passage.Heading.Of(text).ToString(), hit.Score));
        }

        return passages;
    }
}
