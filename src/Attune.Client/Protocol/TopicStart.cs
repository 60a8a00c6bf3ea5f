namespace Attune.Client.Protocol;

/// <summary>Where a topic is to be followed from.</summary>
/// <param name="Topic">Its name.</param>
/// <param name="Seq">The last event seen; null for what comes from now on.</param>
/// <param name="Generation">What the number belongs to; null while no event has told.</param>
/// <param name="Token">A resume token that stands for the same position, for while the generation is not known.</param>
/// <param name="Version">Changes when the topic is followed anew from another place.</param>
internal sealed record TopicStart(string Topic, long? Seq, string? Generation, string? Token, int Version)
{
    /// <summary>True when it is the same topic, followed without a change of place between.</summary>
    public bool IsSamePlace(TopicStart other) => Topic == other.Topic && Version == other.Version;
}
