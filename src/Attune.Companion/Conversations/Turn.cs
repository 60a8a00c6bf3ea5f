namespace Attune.Companion.Conversations;

/// <summary>Something that was said before.</summary>
/// <param name="IsOfUser">True when the person said it, false for a reply.</param>
/// <param name="Text">What was said.</param>
/// <param name="At">When (UTC).</param>
internal sealed record Turn(bool IsOfUser, string Text, DateTimeOffset At);
