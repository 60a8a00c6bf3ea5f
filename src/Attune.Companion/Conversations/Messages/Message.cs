using Attune.Contracts.Conversations;

namespace Attune.Companion.Conversations.Messages;

/// <summary>
/// A place in a conversation: a person's message with its text, or a reply, whose text is held by the reply of the same id.
/// </summary>
internal sealed class Message
{
    public const string User = "user";
    public const string Assistant = "assistant";

    /// <summary>Its place in the conversation; given by the database.</summary>
    public long Position { get; private set; }

    public required string Id { get; init; }

    public required string OrganisationId { get; init; }

    public required string OwnerId { get; init; }

    public required string ConversationId { get; init; }

    /// <summary><see cref="User"/> or <see cref="Assistant"/>.</summary>
    public required string Role { get; init; }

    public string? ClientId { get; init; }

    /// <summary>Of a reply: the message that it answers.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>Of a reply that was tried again: the newer one. It is no longer listed.</summary>
    public string? ReplacedBy { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Of a person's message.</summary>
    public EmotionView? Emotion { get; init; }

    /// <summary>Of a person's message.</summary>
    public string? Text { get; init; }
}
