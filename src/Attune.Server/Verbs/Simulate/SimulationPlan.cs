namespace Attune.Server.Verbs.Simulate;

/// <summary>
/// Everything that chance decides in a run, drawn from one seed before it starts. What still differs from run to run is
/// only how the operating system interleaves the actors.
/// </summary>
internal sealed record SimulationPlan(
    long Seed,
    IReadOnlyList<PublisherPlan> Publishers,
    IReadOnlyList<SubscriberPlan> Subscribers,
    IReadOnlyList<StreamPlan> Streams,
    IReadOnlyList<KillPlan> Kills)
{
    /// <summary>The topics that are written to: some of the configured services and some of the configured patterns.</summary>
    public static readonly IReadOnlyList<string> Topics =
        ["finance", "guest", "room:simulation", "app:orders", "persona:mia", "conversation:simulation"];

    private const int StreamCount = 2;

    /// <summary>Events that the publishers send together.</summary>
    public int Events => Publishers.Sum(publisher => publisher.Drafts.Count);

    /// <summary>Draws a plan. The same arguments always give the same plan.</summary>
    public static SimulationPlan Draw(long seed, int publishers, int subscribers)
    {
        var random = new SplitMix((ulong)seed);
        var senders = Draw(publishers, i => PublisherPlan.Draw(random.Fork($"publisher {i}"), seed, i));
        var events = senders.Sum(publisher => publisher.Drafts.Count);
        return new SimulationPlan(
            seed,
            senders,
            Draw(subscribers, i => SubscriberPlan.Draw(random.Fork($"subscriber {i}"), i, events)),
            Draw(StreamCount, i => StreamPlan.Draw(random.Fork($"stream {i}"), seed, i)),
            KillPlan.DrawAll(random.Fork("kills"), events));
    }

    private static List<T> Draw<T>(int count, Func<int, T> draw) => [.. Enumerable.Range(0, count).Select(draw)];
}
