using Attune.Companion.Replies;
using Attune.Language;

namespace Attune.Companion.Conversations.Messages;

/// <summary>A reply that waits to be written.</summary>
internal static class NewReply
{
    public static Reply To(Message message, string id, TextLanguage language, string correlationId, DateTimeOffset now) => new(
        0, id, message.OrganisationId, message.OwnerId, ClientId: null, ReplyState.Queued, 0, StopRequested: false,
        Reply.StreamOf(id), language, message.Text!, Found: false, null, [], now, correlationId, message.ConversationId,
        message.Id);

    /// <summary>Its place in the conversation.</summary>
    public static Message PlaceOf(Reply reply) => new()
    {
        Id = reply.Id,
        OrganisationId = reply.Organisation,
        OwnerId = reply.Owner,
        ConversationId = reply.ConversationId!,
        Role = Message.Assistant,
        ReplyTo = reply.MessageId,
        CreatedAt = reply.CreatedAt,
    };
}
