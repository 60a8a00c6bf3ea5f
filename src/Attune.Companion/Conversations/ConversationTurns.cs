using Attune.Companion.Conversations.Messages;
using Attune.Companion.Replies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Conversations;

/// <summary>Reads what a reply is made from besides its own message.</summary>
internal sealed class ConversationTurns(ConversationsDatabase database, IOptions<ConversationOptions> options)
{
    /// <summary>The conversation of a reply and what was said in it before the message that the reply answers.</summary>
    /// <returns>Null when the conversation is gone.</returns>
    public async Task<ConversationSoFar?> ReadAsync(Reply reply, CancellationToken cancellation)
    {
        await using var context = database.Open();
        if (context.Find(reply.Organisation, reply.Owner, reply.ConversationId!) is not { } conversation
            || await context.Messages.AsNoTracking().SingleOrDefaultAsync(row => row.Id == reply.MessageId, cancellation)
                is not { } message)
            return null;
        var before = await context.Messages.AsNoTracking()
            .Where(row => row.ConversationId == conversation.Id && row.Position < message.Position && row.ReplacedBy == null)
            .OrderByDescending(row => row.Position)
            .Take(options.Value.MaxTurns)
            .ToListAsync(cancellation);
        before.Reverse();
        var replies = ReplyTable
            .OfConversation(context.Connection, conversation.Id, before.Where(row => row.Text is null).Select(row => row.Id))
            .ToDictionary(row => row.Id, row => row.Text ?? "", StringComparer.Ordinal);
        var turns = before
            .Select(row => new Turn(row.Role == Message.User, row.Text ?? replies[row.Id], row.CreatedAt))
            .Where(turn => turn.Text.Length > 0)
            .ToList();
        return new ConversationSoFar(conversation, message, turns);
    }
}
