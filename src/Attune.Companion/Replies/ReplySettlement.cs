using Attune.Companion.Conversations;
using Attune.Companion.Guide.Answers;
using Attune.Foundation.Outbox;
using Attune.Foundation.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Attune.Companion.Replies;

/// <summary>
/// Ends replies: state, text and, in a conversation, the event that tells of it, all in one transaction. A reply ends once.
/// </summary>
internal sealed class ReplySettlement(
    ReplyTable replies, SqliteDatabase database, EventOutbox outbox, ReplyMeter meter, TimeProvider clock)
{
    /// <summary>Notes the end of a reply; nothing happens when it has ended already.</summary>
    public void Finish(Reply reply, ReplyState state, ComposedAnswer written) =>
        Settle(reply, connection => replies.Finish(connection, reply, state, written));

    /// <summary>Asks to stop a reply: one that waits ends here, one that is being written ends at its writer.</summary>
    /// <returns>True when it was waiting and has ended now.</returns>
    public bool RequestStop(Reply reply) => Settle(reply, connection => replies.RequestStop(connection, reply));

    private bool Settle(Reply reply, Func<SqliteConnection, Reply?> end)
    {
        using var connection = database.Open();
        Reply? ended;
        using (var transaction = connection.BeginTransaction(deferred: false))
        {
            ended = end(connection);
            if (ended is { ConversationId: not null })
                Tell(transaction, ended);
            transaction.Commit();
        }

        if (ended is null)
            return false;
        meter.Finished(ended.State);
        if (reply.ConversationId is not null)
            outbox.Wake();
        return true;
    }

    /// <summary>A conversation that is being erased is told nothing more.</summary>
    private void Tell(SqliteTransaction transaction, Reply ended)
    {
        using var context = new ConversationsContext(transaction.Connection!, ownsConnection: false);
        context.Database.UseTransaction(transaction);
        if (context.Find(ended.Organisation, ended.Owner, ended.ConversationId!) is not { } conversation)
            return;
        conversation.TakeNote(ended.Text ?? "", context.NextActivity(conversation), clock.GetUtcNow());
        context.SaveChanges();
        outbox.Add(context.Connection, ConversationEvents.Ended(ended));
        outbox.Add(context.Connection, ConversationEvents.Changed(conversation, $"{ended.Id}:ended", ended.CorrelationId));
    }
}
