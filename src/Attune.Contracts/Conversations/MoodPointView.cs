using System.Text.Json.Serialization;

namespace Attune.Contracts.Conversations;

/// <summary>
/// What one message said and the moods after it, also the payload of <c>mood.updated</c>: estimates from words, not facts about
/// a person.
/// </summary>
/// <param name="MessageId">The message.</param>
/// <param name="At">When it was sent (UTC).</param>
/// <param name="Method"><c>linear</c> or <c>rules</c>, as in <see cref="EmotionView"/>.</param>
/// <param name="Affect">What the message said.</param>
/// <param name="Group">The coarse feeling that is shown for it; null when there is none.</param>
/// <param name="Mood">
/// The mood of the conversation: the weighted mean of what its messages said, where each weighs half after ten further messages
/// or two hours, whichever comes first.
/// </param>
/// <param name="Companion">The companion's own mood, which may colour its wording; it claims no feelings.</param>
/// <param name="Messages">Messages of the person that the mood rests on.</param>
/// <param name="Usual">What was usual for the person before; null while there are fewer than 20 messages to go by.</param>
/// <param name="Change">
/// Present when several messages in a row were unlike what is usual: <c>lower</c> or <c>brighter</c>.
/// </param>
public sealed record MoodPointView(
    string MessageId,
    DateTimeOffset At,
    string Method,
    AffectView Affect,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Group,
    AffectView Mood,
    AffectView Companion,
    int Messages,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] UsualMoodView? Usual,
    string? Change = null);
