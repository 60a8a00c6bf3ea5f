using Attune.Learning.Affect;
using Attune.Learning.Moods;

namespace Attune.Companion.Conversations.Moods;

/// <summary>What one message said, and the moods after it.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Method">How it was read; what is usual for a person is known per method, since their scales differ.</param>
/// <param name="At">When it was sent, to the millisecond.</param>
/// <param name="Felt">What it said.</param>
/// <param name="Group">The coarse feeling that is shown; null when none is.</param>
/// <param name="Mood">The mood of the conversation.</param>
/// <param name="Companion">The companion's own mood.</param>
/// <param name="Usual">What was usual for the person before it; null while that is not known.</param>
/// <param name="Change">How far the person is on the way to a change.</param>
internal sealed record MoodRow(
    string MessageId, string Method, DateTimeOffset At, AffectPoint Felt, string? Group, ConversationMood Mood,
    AffectPoint Companion, MoodBaseline? Usual, MoodChange Change);
