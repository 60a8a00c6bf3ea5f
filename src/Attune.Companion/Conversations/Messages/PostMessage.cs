using Attune.Companion.Conversations.Moods;
using Attune.Companion.Guide;
using Attune.Companion.Replies;
using Attune.Companion.Storage;
using Attune.Contracts.Conversations;
using Attune.Foundation.Access;
using Attune.Foundation.Failures;
using Attune.Foundation.Hosting;
using Attune.Foundation.Http;
using Attune.Foundation.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Conversations.Messages;

/// <summary>
/// Takes a person's message: stores it, what was read in it, the mood after it, the reply as waiting work and the events of all
/// of them in one transaction. The same client id again returns the message and reply of the first time.
/// </summary>
internal sealed class PostMessage(
    ConversationsDatabase database, EventOutbox outbox, EmotionReader emotions, BeginReply begin,
    IOptions<ConversationOptions> options, IOptions<GuideOptions> queue, Ids ids, TimeProvider clock)
{
    public const int LongestText = 8_000;

    public ValueTask<Outcome<MessageAccepted>> RunAsync(
        Caller caller, string conversationId, MessageRequest request, string correlationId, CancellationToken cancellation) =>
        Check(request) is { } failure
            ? ValueTask.FromResult<Outcome<MessageAccepted>>(failure)
            : StorageFailures.GuardAsync<MessageAccepted>(async () =>
            {
                emotions.Prepare();
                var stored = await StoreAsync(caller, conversationId, request, correlationId, cancellation);
                if (stored is { Failure: null, Value: { IsNew: true, Reply: var reply } })
                {
                    outbox.Wake();
                    await begin.RunAsync(caller.Organisation, reply.StreamId, cancellation);
                }

                return stored.Failure is { } refused ? refused : stored.Value.Reply;
            });

    private static Failure? Check(MessageRequest request)
    {
        if (string.IsNullOrWhiteSpace(request.Text))
            return HttpFailures.InvalidField("text", "must not be empty");
        var characters = request.Text.EnumerateRunes().Count();
        return characters > LongestText
            ? ConversationFailures.MessageTooLong(characters, LongestText)
            : ClientIds.Check(request.ClientId);
    }

    private async ValueTask<Outcome<(MessageAccepted Reply, bool IsNew)>> StoreAsync(
        Caller caller, string conversationId, MessageRequest request, string correlationId, CancellationToken cancellation)
    {
        await using var context = database.Open();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
        if (context.Find(caller.Organisation, caller.Principal, conversationId) is not { } conversation)
            return ConversationFailures.UnknownConversation(conversationId);
        if (request.ClientId is { } clientId && await FindAsync(context, conversation, clientId, cancellation) is { } earlier)
            return (earlier, false);
        if (conversation.Messages + 2 > options.Value.MaxMessages)
            return ConversationFailures.TooManyMessages(options.Value.MaxMessages);
        if (ReplyTable.IsFull(context.Connection, queue.Value.MaxWaitingReplies))
            return GuideFailures.TooManyWaiting(queue.Value.MaxWaitingReplies);
        var accepted = await AddAsync(context, conversation, request, correlationId, cancellation);
        await transaction.CommitAsync(cancellation);
        return (accepted, true);
    }

    /// <summary>The message that was sent with this client id before, and the newest reply to it.</summary>
    private static async Task<MessageAccepted?> FindAsync(
        ConversationsContext context, Conversation conversation, string clientId, CancellationToken cancellation) =>
        await context.Messages
            .Where(row => row.ConversationId == conversation.Id && row.ClientId == clientId)
            .Join(context.Messages.Where(row => row.ReplacedBy == null), message => message.Id, reply => reply.ReplyTo,
                (message, reply) => new MessageAccepted(message.Id, reply.Id, Reply.StreamOf(reply.Id)))
            .SingleOrDefaultAsync(cancellation);

    private async Task<MessageAccepted> AddAsync(
        ConversationsContext context, Conversation conversation, MessageRequest request, string correlationId,
        CancellationToken cancellation)
    {
        var text = request.Text!.Trim();
        var now = clock.GetUtcNow();
        var language = MessageLanguage.Of(text, conversation.TextLanguage);
        var message = new Message
        {
            Id = ids.NewText(),
            OrganisationId = conversation.OrganisationId,
            OwnerId = conversation.OwnerId,
            ConversationId = conversation.Id,
            Role = Message.User,
            ClientId = request.ClientId,
            CreatedAt = now,
            Emotion = emotions.Of(text, language),
            Text = text,
        };
        context.Add(message);
        conversation.AddExchange(text, context.NextActivity(conversation), now);
        // Before the reply is added, so that the message stands before it.
        await context.SaveChangesAsync(cancellation);
        var reply = NewReply.To(message, ids.NewText(), language, correlationId, now);
        context.Add(NewReply.PlaceOf(reply));
        await context.SaveChangesAsync(cancellation);
        ReplyTable.Insert(context.Connection, reply);
        outbox.Add(context.Connection, ConversationEvents.Created(message, MessageMapping.ToView(message), correlationId));
        outbox.Add(context.Connection, ConversationEvents.Read(message, message.Emotion, correlationId));
        if (FollowMood.Run(context.Connection, conversation, message) is { } mood)
            outbox.Add(context.Connection, ConversationEvents.MoodAfter(message, mood, correlationId));
        outbox.Add(context.Connection, ConversationEvents.Started(reply, replaces: null));
        outbox.Add(context.Connection, ConversationEvents.Changed(conversation, message.Id, correlationId));
        return new MessageAccepted(message.Id, reply.Id, reply.StreamId);
    }
}
