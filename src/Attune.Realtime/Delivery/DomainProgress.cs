using Attune.Realtime.Streams;

namespace Attune.Realtime.Delivery;

/// <summary>
/// How far a shard may deliver a domain: only what it has been told of, so that topics never overtake each other.
/// </summary>
internal sealed class DomainProgress(Domain domain)
{
    public Domain Domain { get; } = domain;

    public long Bound { get; set; } = domain.CommittedSeq;
}
