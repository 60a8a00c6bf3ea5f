using Attune.Companion.Conversations;
using Attune.Companion.Conversations.Models;
using Attune.Companion.Crisis;
using Attune.Companion.Guide;
using Attune.Companion.Guide.Asking;

namespace Attune.Companion.Replies;

/// <summary>
/// Decides who answers: the crisis rule before everybody, then the documents, a model, or the rules of a persona.
/// </summary>
internal sealed class ComposeReply(
    AnswerCrisis crisis, AnswerFromDocuments documents, AnswerByRules rules, ModelReplies models, VisitorReplies visitors,
    ReplyTable replies)
{
    /// <returns>
    /// The reply with its text; null when a model writes it, when it waits for a visitor's description, or when it was erased in
    /// the meantime.
    /// </returns>
    public async Task<Reply?> RunAsync(Reply reply, CancellationToken cancellation)
    {
        // What a model has begun to write was read by the rule before it began.
        if (reply.Method != Reply.ModelMethod && await crisis.TryAsync(reply, cancellation) is (true, var answered))
        {
            visitors.Forget(reply.Id);
            return answered;
        }

        if (visitors.TryStart(reply, cancellation))
            return null;
        if (reply.ConversationId is null)
        {
            var (answer, _) = await documents.RunAsync(reply.Organisation, reply.Question, reply.Language, cancellation);
            return replies.StoreAnswer(reply, answer);
        }

        return models.TryStart(reply, cancellation) ? null : await rules.RunAsync(reply, fallback: false, cancellation);
    }
}
