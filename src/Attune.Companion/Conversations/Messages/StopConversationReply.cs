using Attune.Companion.Replies;
using Attune.Companion.Storage;
using Attune.Contracts.Conversations;
using Attune.Foundation.Access;
using Attune.Foundation.Failures;

namespace Attune.Companion.Conversations.Messages;

/// <summary>Stops a reply of a conversation; what was written stays. Stopping a finished one changes nothing.</summary>
internal sealed class StopConversationReply(ConversationsDatabase database, StopReply stop)
{
    public ValueTask<Outcome<MessageView>> RunAsync(
        Caller caller, string conversationId, string replyId, CancellationToken cancellation) =>
        StorageFailures.GuardAsync<MessageView>(async () =>
        {
            await using (var context = database.Open())
            {
                if (context.Find(caller.Organisation, caller.Principal, conversationId) is null)
                    return ConversationFailures.UnknownConversation(conversationId);
            }

            var stopped = await stop.RunAsync(
                caller, replyId, conversationId, ConversationFailures.UnknownReply(replyId), cancellation);
            return stopped.Failure is { } failure ? failure : MessageMapping.ToView(stopped.Value);
        });
}
