using Attune.Realtime.Protocol;
using Attune.Realtime.Streams;
using Attune.Realtime.Subscriptions;

namespace Attune.Realtime.Sessions;

/// <summary>
/// Where a subscription begins, the same for every transport. Made before the first topic is followed, so that what is
/// published meanwhile comes after the position that it tells.
/// </summary>
internal sealed class StartingPoint
{
    private StartingPoint(Domain home, long seq, IReadOnlyList<SubscribeTarget> targets)
    {
        Home = home;
        Seq = seq;
        Targets = targets;
        var positions = new List<DomainPosition>(1);
        foreach (var domain in targets.Select(target => target.Topic.Domain).Distinct())
            positions.Add(new DomainPosition(domain.Name, domain.CurrentGeneration.Id, OldestIn(domain)));
        Positions = positions;
    }

    /// <summary>The domain that a single number counts for.</summary>
    public Domain Home { get; }

    /// <summary>The number that the client gave or its token stands for, 0 for none.</summary>
    public long Seq { get; }

    /// <summary>Each topic with its own position.</summary>
    public IReadOnlyList<SubscribeTarget> Targets { get; }

    /// <summary>What has been delivered of each domain when nothing has been sent yet.</summary>
    public IReadOnlyList<DomainPosition> Positions { get; }

    /// <summary>True when the client must forget events; a <c>rewind</c> tells it which.</summary>
    public bool IsRewound => Targets.Any(target =>
        target.After is { } after && target.Topic.Domain.Resume(target.Generation, after).Rewound);

    /// <param name="topics">What is followed, each topic once, at least one.</param>
    /// <param name="request">Where the client wants to go on.</param>
    public static StartingPoint Of(List<Topic> topics, in StartRequest request)
    {
        var home = (topics.Find(topic => topic.Domain.Name == TopicRules.DefaultDomain) ?? topics[0]).Domain;
        var targets = new List<SubscribeTarget>(topics.Count);
        foreach (var topic in topics)
            targets.Add(TargetOf(topic, home, request));
        var seq = request.Resume?.Find(home, isHome: true)?.Seq ?? request.LastSeq
            ?? request.LastSeqByService?.Values.DefaultIfEmpty().Max() ?? 0;
        return new StartingPoint(home, seq, targets);
    }

    /// <summary>What the ack tells a connection that begins here.</summary>
    /// <param name="connection">Which.</param>
    /// <param name="services">Clock, tokens and limits.</param>
    /// <param name="newest">The newest event of each topic.</param>
    public AckContent AckFor(
        Connection connection, SessionServices services, IReadOnlyList<(Topic Topic, long Position)> newest) => new(
        Seq,
        services.Clock.GetUtcNow(),
        Home.CurrentGeneration.Id,
        newest,
        connection.Session,
        services.Tokens.Make(connection.Caller.Organisation, Positions),
        services.Options,
        connection.Caller.ExpiresAt);

    /// <summary>
    /// A single number counts for the domain at home. A topic that another domain numbers needs a position of its own;
    /// without one it gets everything that is kept rather than a wrong part of it.
    /// </summary>
    private static SubscribeTarget TargetOf(Topic topic, Domain home, in StartRequest request)
    {
        var isHome = topic.Domain == home;
        if (request.Resume is { } token)
        {
            return token.Find(topic.Domain, isHome) is { } position
                ? new SubscribeTarget(topic, position.Seq, position.Generation)
                : new SubscribeTarget(topic, 0, null);
        }

        if (request.LastSeqByService is { } map)
        {
            return new SubscribeTarget(
                topic, map.TryGetValue(topic.Name, out var own) ? own : null, isHome ? request.Generation : null);
        }

        return isHome || request.LastSeq is null
            ? new SubscribeTarget(topic, request.LastSeq, request.Generation)
            : new SubscribeTarget(topic, 0, null);
    }

    /// <summary>One number for several topics: the oldest, so that nothing is left out.</summary>
    private long OldestIn(Domain domain)
    {
        // Read once: a topic that is followed from now on must not begin after one that is resumed at the newest event.
        var committed = domain.CommittedSeq;
        var oldest = long.MaxValue;
        foreach (var target in Targets)
        {
            if (target.Topic.Domain == domain)
                oldest = Math.Min(oldest, target.After is { } after ? domain.Resume(target.Generation, after).After : committed);
        }

        return oldest;
    }
}
