using Attune.Companion.Storage;
using Attune.Foundation.Access;
using Attune.Foundation.Failures;
using Microsoft.EntityFrameworkCore;

namespace Attune.Companion.Conversations.Erasing;

/// <summary>
/// Deletes a conversation: nobody sees it from now on, then its texts leave the stream, then its rows go. What a crash or a
/// sick disk interrupts is finished in the background, at the latest by the next start.
/// </summary>
internal sealed class DeleteConversation(
    ConversationsDatabase database, EraseConversation erase, FinishErasing rest, DeletedTraces traces)
{
    /// <returns>Null when it is gone.</returns>
    public async ValueTask<Failure?> RunAsync(Caller caller, string id, CancellationToken cancellation)
    {
        var deleted = await StorageFailures.GuardAsync<bool>(async () =>
        {
            await using var context = database.Open();
            var conversation = await context.Conversations.SingleOrDefaultAsync(
                row => row.Id == id && row.OrganisationId == caller.Organisation && row.OwnerId == caller.Principal,
                cancellation);
            if (conversation is null)
                return ConversationFailures.UnknownConversation(id);
            if (!conversation.Erasing)
            {
                conversation.BeginErasing();
                await context.SaveChangesAsync(cancellation);
            }

            var isErased = false;
            try
            {
                isErased = await erase.RunAsync(conversation, cancellation);
                return isErased ? true : ConversationFailures.StillWriting;
            }
            finally
            {
                // Also when the caller has gone: it is hidden already, so nobody would ask to delete it again.
                if (!isErased)
                    rest.Wake();
            }
        });
        if (deleted.Failure is null)
            await traces.RemoveAsync(cancellation);
        return deleted.Failure;
    }
}
