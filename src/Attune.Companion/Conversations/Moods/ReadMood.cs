using Attune.Companion.Storage;
using Attune.Contracts.Conversations;
using Attune.Foundation.Access;
using Attune.Foundation.Failures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Conversations.Moods;

/// <summary>Shows how the mood of a conversation went.</summary>
internal sealed class ReadMood(ConversationsDatabase database, IOptions<ConversationOptions> options)
{
    public ValueTask<Outcome<ConversationMoodView>> RunAsync(Caller caller, string conversationId) =>
        StorageFailures.GuardAsync(() =>
        {
            using var context = database.Open();
            // One moment of the database, or an erasure between the two reads would look like a mood without messages.
            using var transaction = context.Connection.BeginTransaction(deferred: true);
            context.Database.UseTransaction(transaction);
            return ValueTask.FromResult<Outcome<ConversationMoodView>>(
                context.Find(caller.Organisation, caller.Principal, conversationId) is null
                    ? ConversationFailures.UnknownConversation(conversationId)
                    : new ConversationMoodView(conversationId,
                    [
                        .. MoodTable.OfConversation(context.Connection, conversationId, options.Value.MaxMoodPoints)
                            .Select(MoodMapping.ToView),
                    ]));
        });
}
