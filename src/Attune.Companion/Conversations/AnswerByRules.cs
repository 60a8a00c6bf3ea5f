using Attune.Companion.Conversations.Messages;
using Attune.Companion.Conversations.Rules;
using Attune.Companion.Guide;
using Attune.Companion.Guide.Answers;
using Attune.Companion.Replies;

namespace Attune.Companion.Conversations;

/// <summary>Composes a reply without a model and stores it.</summary>
internal sealed class AnswerByRules(
    ConversationTurns turns, AnswerFromDocuments documents, ReplyTable replies, ReplySettlement settlement, TimeProvider clock)
{
    /// <param name="reply">The reply.</param>
    /// <param name="fallback">True when a model is connected but did not answer.</param>
    /// <param name="cancellation">Gives up waiting for the index.</param>
    /// <returns>The reply with its text; null when its conversation is being erased or is gone.</returns>
    public async Task<Reply?> RunAsync(Reply reply, bool fallback, CancellationToken cancellation)
    {
        if (await turns.ReadAsync(reply, cancellation) is not { } soFar)
        {
            // Whoever erases it waits until none of its replies is being written, and nobody else ends this one.
            settlement.Finish(reply, ReplyState.Cancelled, new ComposedAnswer(false, "", []));
            return null;
        }

        var (answer, _) = await documents.RunAsync(
            reply.Organisation, QuestionPart.Of(reply.Question), reply.Language, cancellation);
        var composed = RulesReply.Compose(new RulesInput(
            soFar.Conversation.Persona, reply.Language, reply.ConversationId!, reply.MessageId!, reply.Question,
            soFar.Message.Emotion?.Shown?.Group, soFar.Turns, answer, clock.GetUtcNow()));
        return replies.StoreAnswer(reply, composed, fallback);
    }
}
