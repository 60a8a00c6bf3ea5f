using Attune.Contracts.Errors;
using Attune.Foundation.Failures;
using Attune.Realtime.Streams;

namespace Attune.Realtime.Presence;

/// <summary>Asks who is in a topic; the same over every transport.</summary>
internal static class PresenceQuery
{
    public const int DefaultLimit = 100;
    private const int MaxLimit = 1000;

    /// <param name="desk">Who knows.</param>
    /// <param name="topic">Which topic; the caller has the right to ask.</param>
    /// <param name="after">0 for the first page, then what the page before called <c>next</c>.</param>
    /// <param name="limit">At most so many members, 1 to 1,000.</param>
    public static Outcome<PresencePage> Run(PresenceDesk desk, Topic topic, long after, long limit)
    {
        if (limit is < 1 or > MaxLimit || after < 0)
            return RealtimeFailures.Invalid("limit", $"must be 1 to {MaxLimit}, and 'after' not negative");
        return topic.Settings.Presence == PresenceMode.Off
            ? Failure.Of(RealtimeErrors.PresenceOff, $"The topic '{topic.Name}' does not tell who is there.")
            : desk.Read(topic, after, (int)limit);
    }
}
