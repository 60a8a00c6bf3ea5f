namespace Attune.Server.Verbs.Simulate;

/// <summary>How one subscriber behaves.</summary>
/// <param name="Number">Its number, from 0.</param>
/// <param name="Topics">What it follows.</param>
/// <param name="SubscribedLater">How many of these, from the end, it asks for by <c>subscribe</c> after the handshake.</param>
/// <param name="FromStart">True: begins with everything retained; false: live only.</param>
/// <param name="JoinAfter">It joins when so many events are acknowledged.</param>
/// <param name="CutAfter">It cuts its connection each time when it has received so many events, ascending.</param>
/// <param name="Random">Decides the way it resumes, and pauses, while it runs.</param>
internal sealed record SubscriberPlan(
    int Number,
    IReadOnlyList<string> Topics,
    int SubscribedLater,
    bool FromStart,
    int JoinAfter,
    IReadOnlyList<int> CutAfter,
    SplitMix Random)
{
    private const int MostCuts = 3;

    public static SubscriberPlan Draw(SplitMix random, int number, int events)
    {
        var topics = random.PickSome(SimulationPlan.Topics, random.Between(1, SimulationPlan.Topics.Count));
        var late = random.Chance(40);
        var cuts = Enumerable.Range(0, random.Between(0, MostCuts)).Select(_ => random.Between(1, Math.Max(1, events / 2)));
        return new SubscriberPlan(
            number,
            topics,
            random.Chance(30) ? random.Between(0, topics.Count - 1) : 0,
            late || random.Chance(50),
            late ? random.Between(1, Math.Max(1, events)) : 0,
            [.. cuts.Order()],
            random);
    }
}
