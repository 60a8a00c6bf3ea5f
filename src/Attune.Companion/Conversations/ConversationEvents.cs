using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Attune.Companion.Conversations.Messages;
using Attune.Companion.Conversations.Moods;
using Attune.Companion.Replies;
using Attune.Contracts;
using Attune.Contracts.Conversations;
using Attune.Foundation.Modules;
using Attune.Foundation.Outbox;

namespace Attune.Companion.Conversations;

/// <summary>The events of conversations. Their ids follow from what they tell, so that each can be told only once.</summary>
internal static class ConversationEvents
{
    /// <summary>Tells lists of conversations that one of them has changed.</summary>
    public const string ListTopic = "conversations";

    private const string AllConversations = Conversation.TopicPrefix + "*";

    public static EventType[] Types { get; } =
    [
        new("message.created", AllConversations, "A person's message was stored; `data.message` is the message."),
        new("emotion.updated", AllConversations,
            "A message was read; `data` holds messageId, labels (empty without enough evidence), shown, status, "
                + "method, evidence and affect."),
        new("mood.updated", AllConversations,
            "The mood after a message that was read; `data` holds messageId, affect, mood, companion, usual and change, "
                + "when several messages were unlike the usual."),
        new("reply.started", AllConversations, "A reply's AI stream is open; `data` holds replyId, messageId and streamId."),
        new("reply.completed", AllConversations,
            "A reply was finished; `data` holds replyId, text, citations, method and found."),
        new("reply.stopped", AllConversations,
            "A reply ended early; as `reply.completed`, with `reason`: cancelled or failed."),
        new("conversation.created", ListTopic, "A conversation was opened; `data.conversationId` names it."),
        new("conversation.changed", ListTopic, "A conversation has new words; `data.conversationId` names it."),
        new("conversation.deleted", ListTopic, "A conversation was deleted; also told on its own topic."),
    ];

    public static TopicPattern[] Topics { get; } =
    [
        new(AllConversations, ["subscribe", "history"]),
        new(ListTopic, ["subscribe", "history"]),
    ];

    public static OutboxEvent Opened(Conversation conversation, string? correlationId) =>
        ForList(conversation, "conversation.created", $"{conversation.Id}:created", correlationId);

    /// <param name="conversation">Which conversation.</param>
    /// <param name="cause">Id of the message or the part of its life that changed it.</param>
    /// <param name="correlationId">The call that caused it.</param>
    public static OutboxEvent Changed(Conversation conversation, string cause, string? correlationId) =>
        ForList(conversation, "conversation.changed", $"{cause}:listed", correlationId);

    public static IEnumerable<OutboxEvent> Deleted(Conversation conversation)
    {
        yield return ForList(conversation, "conversation.deleted", $"{conversation.Id}:deleted-list", null);
        yield return ForTopic(conversation.OrganisationId, conversation.Id, "conversation.deleted", $"{conversation.Id}:deleted",
            new ConversationChange(conversation.Id), AttuneJson.Wire.ConversationChange, null);
    }

    public static OutboxEvent Created(Message message, MessageView view, string? correlationId) => ForTopic(
        message.OrganisationId, message.ConversationId, "message.created", $"{message.Id}:created",
        new MessageCreated(view), AttuneJson.Wire.MessageCreated, correlationId);

    public static OutboxEvent Read(Message message, EmotionView emotion, string? correlationId) => ForTopic(
        message.OrganisationId, message.ConversationId, "emotion.updated", $"{message.Id}:emotion",
        new EmotionUpdated(message.Id, emotion.Labels, emotion.Shown, emotion.Status, emotion.Method, emotion.Evidence,
            emotion.Affect), AttuneJson.Wire.EmotionUpdated,
        correlationId);

    public static OutboxEvent MoodAfter(Message message, MoodRow mood, string? correlationId) => ForTopic(
        message.OrganisationId, message.ConversationId, "mood.updated", $"{message.Id}:mood", mood.ToView(),
        AttuneJson.Wire.MoodPointView, correlationId);

    public static OutboxEvent Started(Reply reply, string? replaces) => ForTopic(
        reply.Organisation, reply.ConversationId!, "reply.started", $"{reply.Id}:started",
        new ReplyStarted(reply.Id, reply.MessageId!, reply.StreamId, replaces), AttuneJson.Wire.ReplyStarted,
        reply.CorrelationId);

    /// <param name="reply">A finished reply.</param>
    public static OutboxEvent Ended(Reply reply) => ForTopic(
        reply.Organisation, reply.ConversationId!,
        reply.State == ReplyState.Complete ? "reply.completed" : "reply.stopped", $"{reply.Id}:ended",
        new ReplyEnded(reply.Id, reply.MessageId!, reply.StreamId, reply.Text ?? "", reply.Citations, reply.Method, reply.Found,
            reply.State == ReplyState.Complete ? null : ReplyMapping.NameOf(reply.State), reply.Model,
            reply.Fallback ? true : null, reply.Crisis),
        AttuneJson.Wire.ReplyEnded, reply.CorrelationId);

    private static OutboxEvent ForList(Conversation conversation, string type, string id, string? correlationId) => new(
        id, conversation.OrganisationId, ListTopic, type,
        JsonSerializer.Serialize(new ConversationChange(conversation.Id), AttuneJson.Wire.ConversationChange), correlationId);

    private static OutboxEvent ForTopic<T>(
        string organisation, string conversation, string type, string id, T data, JsonTypeInfo<T> json, string? correlationId) =>
        new(id, organisation, Conversation.TopicPrefix + conversation, type, JsonSerializer.Serialize(data, json), correlationId);
}
