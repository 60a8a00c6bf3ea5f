using System.Globalization;
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
    /// <summary>Longer addresses are refused by servers and by what stands in between.</summary>
    private const int MaxAddressChars = 6_000;

    /// <summary>A comma and a number.</summary>
    private const int CharsOfPosition = 22;

    /// <summary>
    /// Every topic in exactly one group. First those with a token, which only the beginning of a connection can tell, and the
    /// larger before the smaller.
    /// </summary>
    public static IReadOnlyList<TopicGroup> Of(IReadOnlyList<TopicStart> topics) =>
    [
        .. topics
            .GroupBy(topic => (topic.Seq is null, topic.Generation, TokenOf(topic)))
            .Select(group => new TopicGroup([.. group], group.First().Generation, TokenOf(group.First())))
            .OrderBy(group => group.Token is null)
            .ThenByDescending(group => group.Topics.Count),
    ];

    /// <summary>The same topics in groups that an address can name.</summary>
    public IEnumerable<TopicGroup> Cut()
    {
        var room = MaxAddressChars;
        var fitting = new List<TopicStart>();
        foreach (var topic in Topics)
        {
            var size = Uri.EscapeDataString(topic.Topic).Length + CharsOfPosition;
            if (size > room && fitting.Count > 0)
            {
                yield return this with { Topics = fitting };
                fitting = [];
                room = MaxAddressChars;
            }

            room -= size;
            fitting.Add(topic);
        }

        yield return this with { Topics = fitting };
    }

    /// <summary>Topics and positions for an address.</summary>
    /// <param name="token">Stands for what was read meanwhile; null for where the group begins.</param>
    public string Query(string? token)
    {
        var query = $"topics={Uri.EscapeDataString(string.Join(',', Topics.Select(topic => topic.Topic)))}";
        if (token is not null)
            return $"{query}&cursor={Uri.EscapeDataString(token)}";
        if (Topics[0].Seq is null)
            return query;
        var positions = Topics.Select(topic => (topic.Seq ?? 0).ToString(CultureInfo.InvariantCulture));
        query = $"{query}&lastSeq={string.Join(',', positions)}";
        return Generation is null ? query : $"{query}&generation={Uri.EscapeDataString(Generation)}";
    }

    private static string? TokenOf(TopicStart topic) => topic is { Seq: not null, Generation: null } ? topic.Token : null;
}
