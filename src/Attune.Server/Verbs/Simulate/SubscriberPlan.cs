using Attune.Server.Verbs.Simulate.Wire;

namespace Attune.Server.Verbs.Simulate;

/// <summary>How one subscriber behaves.</summary>
/// <param name="Number">Its number, from 0.</param>
/// <param name="Topics">What it follows.</param>
/// <param name="SubscribedLater">How many of these, from the end, it asks for by <c>subscribe</c> after the handshake.</param>
/// <param name="FromStart">True: begins with everything retained; false: live only.</param>
/// <param name="JoinAfter">It joins when so many events are acknowledged.</param>
/// <param name="CutAfter">It cuts its connection each time when it has received so many events, ascending.</param>
/// <param name="Transports">What it connects with, one after the other and again from the start.</param>
/// <param name="Stalls">Times in which it does not read; one that has any takes little ahead, too.</param>
/// <param name="Random">Decides the way it resumes, and pauses, while it runs.</param>
internal sealed record SubscriberPlan(
    int Number,
    IReadOnlyList<string> Topics,
    int SubscribedLater,
    bool FromStart,
    int JoinAfter,
    IReadOnlyList<int> CutAfter,
    IReadOnlyList<Transport> Transports,
    IReadOnlyList<StallPlan> Stalls,
    SplitMix Random)
{
    private const int MostCuts = 3;
    private const int MostCutsOfSwitchers = 8;
    private const int Connections = 6;
    private const int SlowPercent = 15;
    private const int SwitcherPercent = 60;
    private const int MostOtherTopics = 2;

    private static readonly Transport[] AnyTransport = Enum.GetValues<Transport>();

    // Only what is held open can be slow; a poll is answered once and for all.
    private static readonly Transport[] HeldTransports = [Transport.WebSocket, Transport.EventStream];

    /// <summary>It does not read for a while.</summary>
    public bool IsSlow => Stalls.Count > 0;

    public static SubscriberPlan Draw(SplitMix random, int number, int events)
    {
        var topics = random.PickSome(SimulationPlan.Topics, random.Between(1, SimulationPlan.Topics.Count));
        var late = random.Chance(40);
        var cuts = Enumerable.Range(0, random.Between(0, MostCuts)).Select(_ => random.Between(1, Math.Max(1, events / 2)));
        var plan = new SubscriberPlan(
            number,
            topics,
            random.Chance(30) ? random.Between(0, topics.Count - 1) : 0,
            late || random.Chance(50),
            late ? random.Between(1, Math.Max(1, events)) : 0,
            [.. cuts.Order()],
            [Transport.WebSocket],
            [],
            random);
        if (random.Chance(SlowPercent))
            return plan.MadeSlow(random, events);
        // A topic that is subscribed later has a position of its own, which only the WebSocket can say.
        return plan.SubscribedLater == 0 && random.Chance(SwitcherPercent) ? plan.MadeSwitching(random, events) : plan;
    }

    private SubscriberPlan MadeSwitching(SplitMix random, int events) => this with
    {
        Transports = [.. Enumerable.Range(0, Connections).Select(_ => random.Pick(AnyTransport))],
        CutAfter =
        [
            .. Enumerable.Range(0, random.Between(2, MostCutsOfSwitchers))
                .Select(_ => random.Between(1, Math.Max(1, events / 2))).Order(),
        ],
    };

    /// <summary>It follows all that is skimmed and a little else, and is there early enough to fall behind.</summary>
    private SubscriberPlan MadeSlow(SplitMix random, int events) => this with
    {
        Topics = [.. SkimmedTopics.All, .. random.PickSome(SimulationPlan.OrdinaryTopics, random.Between(0, MostOtherTopics))],
        SubscribedLater = 0,
        JoinAfter = JoinAfter / 4,
        Transports = [.. Enumerable.Range(0, Connections).Select(_ => random.Pick(HeldTransports))],
        Stalls = StallPlan.DrawAll(random, events),
    };
}
