using Attune.Client.Protocol;

namespace Attune.Client.Links;

/// <summary>
/// Topics whose positions can be told together: numbers of one generation are of one domain, one token stands for all its
/// topics, and what is only followed from now on has no position.
/// </summary>
/// <param name="Topics">At least one.</param>
/// <param name="Generation">What their numbers belong to; null when no event has told.</param>
/// <param name="Token">Stands for their positions where the generation is not known; null for none.</param>
internal sealed record TopicGroup(IReadOnlyList<TopicStart> Topics, string? Generation, string? Token)
{
    /// <summary>The oldest position: what the others have already is left out by number. Null for live only.</summary>
    public long? OldestSeq { get; } = Topics.Min(topic => topic.Seq);

    /// <summary>Every topic in exactly one group, the largest group first.</summary>
    public static IReadOnlyList<TopicGroup> Of(IReadOnlyList<TopicStart> topics) =>
    [
        .. topics
            .GroupBy(topic => (topic.Seq is null, topic.Generation, TokenOf(topic), BareSeqOf(topic)))
            .Select(group => new TopicGroup([.. group], group.First().Generation, TokenOf(group.First())))
            .OrderByDescending(group => group.Topics.Count),
    ];

    private static string? TokenOf(TopicStart topic) => topic is { Seq: not null, Generation: null } ? topic.Token : null;

    /// <summary>A number alone is told alone.</summary>
    private static long? BareSeqOf(TopicStart topic) => topic is { Generation: null, Token: null } ? topic.Seq : null;
}
