using Attune.Realtime.Streams;

namespace Attune.Realtime.Sessions;

/// <summary>What a resume token stands for: a position in each domain that its subscription touched.</summary>
internal sealed record ResumePosition(IReadOnlyList<DomainPosition> Domains)
{
    /// <summary>The position in a domain; null when the token says nothing about it.</summary>
    /// <param name="domain">Which.</param>
    /// <param name="isHome">True for the domain that a token without names speaks of.</param>
    public DomainPosition? Find(Domain domain, bool isHome)
    {
        foreach (var position in Domains)
        {
            if (position.Domain == domain.Name || (isHome && position.Domain.Length == 0))
                return position;
        }

        return null;
    }
}
