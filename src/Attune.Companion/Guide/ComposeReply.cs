using Attune.Companion.Guide.Answers;
using Attune.Companion.Retrieval;

namespace Attune.Companion.Guide;

/// <summary>Finds the passages for a question, composes the answer and stores it, all before the first piece is sent.</summary>
internal sealed class ComposeReply(KnowledgeIndexes indexes, DocumentTable documents, ReplyTable replies)
{
    private const int PassagesRead = 6;

    /// <returns>The reply with its text; null when it was erased in the meantime.</returns>
    public async Task<Reply?> RunAsync(Reply reply, CancellationToken cancellation)
    {
        var index = await indexes.OfAsync(reply.Organisation, cancellation);
        var hits = index.Search(reply.Question, reply.Language, PassagesRead);
        var answer = AnswerRules.Compose(reply.Question, reply.Language, Read(reply.Organisation, hits), index.Rarity);
        return replies.StoreAnswer(reply, answer);
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
