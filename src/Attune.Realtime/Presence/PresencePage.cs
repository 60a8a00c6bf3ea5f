namespace Attune.Realtime.Presence;

/// <summary>Some of the members of a topic, in the order in which they came.</summary>
/// <param name="Members">The members of this page.</param>
/// <param name="Count">All members of the topic.</param>
/// <param name="Next">What the following page comes after; null when this is the last.</param>
internal sealed record PresencePage(IReadOnlyList<PresentMember> Members, int Count, long? Next)
{
    public static readonly PresencePage Empty = new([], 0, null);
}
