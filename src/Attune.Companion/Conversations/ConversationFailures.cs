using Attune.Foundation.Failures;

namespace Attune.Companion.Conversations;

/// <summary>What can go wrong with conversations.</summary>
internal static class ConversationFailures
{
    public static Failure UnknownConversation(string id) => new("unknown_conversation", 404, "There is no such conversation.",
        $"No conversation of yours has the id '{id}'.", "List your conversations with GET /v1/conversations.");

    public static Failure UnknownPersona(string? id) => new("unknown_persona", 404, "There is no such persona.",
        $"No persona has the id '{id}'.", "List the personas with GET /v1/personas.");

    public static Failure UnknownReply(string id) => new("unknown_reply", 404, "There is no such reply.",
        $"No reply of this conversation has the id '{id}'.", "List its messages with GET /v1/conversations/{id}/messages.");

    public static Failure NotRetryable(string state) => new("reply_not_retryable", 409, "This reply cannot be tried again.",
        $"The reply is {state}.", "Only a reply that failed or was stopped can be tried again; otherwise send a new message.");

    public static Failure MessageTooLong(int characters, int limit) => new("message_too_long", 413, "The message is too long.",
        $"The message has {characters} characters; at most {limit} are taken.",
        "Shorten it, or import the long part as a document.");

    public static Failure TooManyConversations(int limit) => new("too_many_conversations", 409,
        "No more conversations can be kept.", $"{limit} conversations are kept.",
        "Delete old conversations, or raise the setting Conversations:MaxConversations.");

    public static Failure TooManyMessages(int limit) => new("too_many_messages", 409, "This conversation is full.",
        $"A conversation has at most {limit} messages.", "Open a new conversation.");

    public static Failure StillWriting { get; } = new("conversation_not_erased", 503, "The conversation is not erased yet.",
        "It is no longer shown, but its texts could not be taken out of the stream in time.",
        "Nothing: the server goes on erasing by itself, also after a restart.", Retry: true);
}
