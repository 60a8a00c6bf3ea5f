namespace Attune.Contracts.Conversations;

/// <summary>How the mood of a conversation went.</summary>
/// <param name="ConversationId">The conversation.</param>
/// <param name="Points">
/// One for each message that was read, oldest first; of a long conversation the newest (<c>Conversations:MaxMoodPoints</c>). The
/// last one is the mood now.
/// </param>
public sealed record ConversationMoodView(string ConversationId, IReadOnlyList<MoodPointView> Points);
