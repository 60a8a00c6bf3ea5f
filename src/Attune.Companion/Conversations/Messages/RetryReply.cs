using Attune.Companion.Replies;
using Attune.Companion.Storage;
using Attune.Contracts.Conversations;
using Attune.Foundation.Access;
using Attune.Foundation.Failures;
using Attune.Foundation.Hosting;
using Attune.Foundation.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Attune.Companion.Conversations.Messages;

/// <summary>
/// Answers a message again whose reply failed or was stopped. The new reply takes the place of the old one; asking twice
/// returns the same new reply.
/// </summary>
internal sealed class RetryReply(
    ConversationsDatabase database, EventOutbox outbox, BeginReply begin, Ids ids, TimeProvider clock)
{
    public ValueTask<Outcome<MessageAccepted>> RunAsync(
        Caller caller, string conversationId, string replyId, string correlationId, CancellationToken cancellation) =>
        StorageFailures.GuardAsync<MessageAccepted>(async () =>
        {
            await using var context = database.Open();
            await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
            if (context.Find(caller.Organisation, caller.Principal, conversationId) is not { } conversation)
                return ConversationFailures.UnknownConversation(conversationId);
            var place = await context.Messages.SingleOrDefaultAsync(
                row => row.ConversationId == conversationId && row.Id == replyId && row.Role == Message.Assistant, cancellation);
            if (place is null)
                return ConversationFailures.UnknownReply(replyId);
            if (place.ReplacedBy is { } newer)
                return new MessageAccepted(place.ReplyTo!, newer, Reply.StreamOf(newer));
            var old = ReplyTable.OfConversation(context.Connection, conversationId, [replyId])[0];
            if (old.State is not (ReplyState.Failed or ReplyState.Cancelled))
                return ConversationFailures.NotRetryable(ReplyMapping.NameOf(old.State));
            var message = await context.Messages.SingleAsync(row => row.Id == place.ReplyTo, cancellation);
            var now = clock.GetUtcNow();
            var reply = NewReply.To(message, ids.NewText(), old.Language, correlationId, now);
            place.ReplacedBy = reply.Id;
            context.Add(NewReply.PlaceOf(reply));
            conversation.TakeNote("", context.NextActivity(conversation), now);
            await context.SaveChangesAsync(cancellation);
            ReplyTable.Insert(context.Connection, reply);
            outbox.Add(context.Connection, ConversationEvents.Started(reply, replaces: old.Id));
            outbox.Add(context.Connection, ConversationEvents.Changed(conversation, reply.Id, correlationId));
            await transaction.CommitAsync(cancellation);
            outbox.Wake();
            await begin.RunAsync(reply.Organisation, reply.StreamId, cancellation);
            return new MessageAccepted(message.Id, reply.Id, reply.StreamId);
        });
}
