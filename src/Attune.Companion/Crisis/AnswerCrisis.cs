using Attune.Companion.Conversations;
using Attune.Companion.Guide.Answers;
using Attune.Companion.Replies;
using Attune.Language;
using Microsoft.Extensions.Logging;

namespace Attune.Companion.Crisis;

/// <summary>Answers a message that speaks of a crisis, stores the answer, and tells that it happened without its text.</summary>
internal sealed class AnswerCrisis(
    CrisisRule rule, ConversationTurns turns, ReplyTable replies, ReplySettlement settlement, ReplyMeter meter,
    ILogger<AnswerCrisis> log)
{
    /// <summary>Answers the message, if it speaks of a crisis.</summary>
    /// <returns>
    /// False when it does not. Otherwise true and the reply with its text, or null when its conversation or the reply is gone.
    /// </returns>
    public async Task<(bool IsCrisis, Reply? Reply)> TryAsync(Reply reply, CancellationToken cancellation)
    {
        if (rule.Read(reply.Question, reply.Language) is not { } answer)
            return (false, null);
        if (reply.ConversationId is not null && await turns.ReadAsync(reply, cancellation) is null)
        {
            // Whoever erases it waits until none of its replies is being written, and nobody else ends this one.
            settlement.Finish(reply, ReplyState.Cancelled, new ComposedAnswer(false, "", []));
            return (true, null);
        }

        var stored = replies.StoreAnswer(reply, new ComposedAnswer(true, answer.Text, []), crisis: answer.Crisis);
        meter.Crisis(answer.Crisis.Category, reply.Language.Tag);
        log.CrisisAnswered(reply.Id, answer.Crisis.Category, answer.Crisis.Severity, reply.CorrelationId);
        return (true, stored);
    }
}
