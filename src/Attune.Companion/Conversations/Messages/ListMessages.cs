using Attune.Companion.Replies;
using Attune.Companion.Storage;
using Attune.Contracts;
using Attune.Contracts.Conversations;
using Attune.Foundation.Access;
using Attune.Foundation.Failures;
using Microsoft.EntityFrameworkCore;

namespace Attune.Companion.Conversations.Messages;

/// <summary>Lists the messages of a conversation, oldest first, or the newest page of them.</summary>
internal sealed class ListMessages(ConversationsDatabase database)
{
    /// <param name="caller">Who asks.</param>
    /// <param name="conversationId">Which conversation.</param>
    /// <param name="page">Which part of it.</param>
    /// <param name="newestFirst">True to begin with the newest message and go back.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    public ValueTask<Outcome<ItemList<MessageView>>> RunAsync(
        Caller caller, string conversationId, PageRequest page, bool newestFirst, CancellationToken cancellation) =>
        StorageFailures.GuardAsync<ItemList<MessageView>>(async () =>
        {
            await using var context = database.Open();
            // One moment of the database for messages and replies, or a reply could be missing between the two reads.
            await using var transaction = context.Connection.BeginTransaction(deferred: true);
            await context.Database.UseTransactionAsync(transaction, cancellation);
            if (context.Find(caller.Organisation, caller.Principal, conversationId) is null)
                return ConversationFailures.UnknownConversation(conversationId);
            var all = context.Messages.AsNoTracking()
                .Where(row => row.ConversationId == conversationId && row.ReplacedBy == null);
            var rows = await (newestFirst
                    ? all.Where(row => row.Position < (page.After ?? long.MaxValue)).OrderByDescending(row => row.Position)
                    : all.Where(row => row.Position > (page.After ?? 0)).OrderBy(row => row.Position))
                .Take(page.Limit + 1)
                .ToListAsync(cancellation);
            var replies = ReplyTable
                .OfConversation(context.Connection, conversationId, rows.Where(IsReply).Select(row => row.Id))
                .ToDictionary(reply => reply.Id, StringComparer.Ordinal);
            return page.ToList(rows, row => row.Position,
                row => IsReply(row) ? MessageMapping.ToView(replies[row.Id]) : MessageMapping.ToView(row));
        });

    private static bool IsReply(Message message) => message.Role == Message.Assistant;
}
