using Attune.Companion.Replies;
using Attune.Contracts.Conversations;

namespace Attune.Companion.Conversations.Messages;

/// <summary>Messages as they are shown.</summary>
internal static class MessageMapping
{
    /// <summary>A person's message.</summary>
    public static MessageView ToView(Message message) => new(
        message.Id, message.Role, message.Text!, message.CreatedAt, message.ClientId, message.Emotion);

    /// <summary>A reply. Its text is shown when it is final: before, it is viewed through its stream.</summary>
    public static MessageView ToView(Reply reply) => new(
        reply.Id, Message.Assistant, reply.IsFinished ? reply.Text ?? "" : "", reply.CreatedAt, ReplyTo: reply.MessageId,
        StreamId: reply.StreamId, State: ReplyMapping.NameOf(reply.State), Method: reply.Method, Found: reply.Found,
        Citations: reply.IsFinished ? reply.Citations : [], Model: reply.Model, Fallback: reply.Fallback ? true : null,
        Crisis: reply.Crisis);
}
