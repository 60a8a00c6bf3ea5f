using System.ComponentModel.DataAnnotations;

namespace Attune.Companion.Conversations;

/// <summary>Settings of conversations with personas (section <c>Conversations</c>).</summary>
public sealed class ConversationOptions
{
    /// <summary>Conversations that one person may keep. Default 10,000; 1 to 1,000,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxConversations { get; set; } = 10_000;

    /// <summary>Messages that one conversation may hold, replies included. Default 10,000; 2 to 1,000,000.</summary>
    [Range(2, 1_000_000)]
    public int MaxMessages { get; set; } = 10_000;

    /// <summary>Earlier messages that a reply is made from. Default 40; 2 to 400.</summary>
    [Range(2, 400)]
    public int MaxTurns { get; set; } = 40;

    /// <summary>Characters of earlier messages that a model is sent. Default 12,000; 1,000 to 200,000.</summary>
    [Range(1_000, 200_000)]
    public int MaxPromptCharacters { get; set; } = 12_000;

    /// <summary>Newest messages for which the mood of a conversation is shown. Default 200; 1 to 2,000.</summary>
    [Range(1, 2_000)]
    public int MaxMoodPoints { get; set; } = 200;

    /// <summary>
    /// Replies that models write at the same time; further ones wait in order. Default 16; 1 to 1,000.
    /// </summary>
    [Range(1, 1_000)]
    public int MaxModelReplies { get; set; } = 16;
}
