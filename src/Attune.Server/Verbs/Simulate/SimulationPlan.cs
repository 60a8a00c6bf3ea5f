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
    IReadOnlyList<KillPlan> Kills,
    DiskPlan? Disk,
    int RingBytes)
{
    /// <summary>Topics that give every reader everything: configured services and some of the configured patterns.</summary>
    public static readonly IReadOnlyList<string> OrdinaryTopics =
        ["finance", "guest", "room:simulation", "app:orders", "persona:mia", "conversation:simulation"];

    /// <summary>All topics that are written to.</summary>
    public static readonly IReadOnlyList<string> Topics = [.. OrdinaryTopics, .. SkimmedTopics.All];

    private const int StreamCount = 2;
    private const int FloodCount = 2;

    // Sometimes so little that readers who are behind are served from the disk.
    private static readonly int[] RingSizes = [16 * 1024, 64 * 1024, 1024 * 1024];

    /// <summary>Events that the publishers send together.</summary>
    public int Events => Publishers.Sum(publisher => publisher.Drafts.Count);

    /// <summary>What the server is started with.</summary>
    public IReadOnlyList<string> Settings => [.. SkimmedTopics.Settings, $"--Realtime:RingBytesPerTopic={RingBytes}"];

    /// <summary>Draws a plan. The same arguments always give the same plan.</summary>
    public static SimulationPlan Draw(long seed, int publishers, int subscribers)
    {
        var random = new SplitMix((ulong)seed);
        var senders = Draw(publishers, i => PublisherPlan.Draw(random.Fork($"publisher {i}"), seed, i));
        senders.AddRange(Draw(FloodCount, i => FloodPlan.Draw(random.Fork($"flood {i}"), seed, publishers + i)));
        var events = senders.Sum(publisher => publisher.Drafts.Count);
        var plan = new SimulationPlan(
            seed,
            senders,
            Draw(subscribers, i => SubscriberPlan.Draw(random.Fork($"subscriber {i}"), i, events)),
            Draw(StreamCount, i => StreamPlan.Draw(random.Fork($"stream {i}"), seed, i)),
            KillPlan.DrawAll(random.Fork("kills"), events),
            DiskPlan.Draw(random.Fork("disk"), events),
            random.Fork("rings").Pick(RingSizes));
        return plan.Disk is null ? plan : plan.OneByOne();
    }

    /// <summary>
    /// Who sends the next before the last is answered may find that only the last was refused, and would send it after the
    /// next: on a full disk order is only kept for those who wait.
    /// </summary>
    private SimulationPlan OneByOne() => this with
    {
        Publishers = [.. Publishers.Select(publisher => publisher with { Window = 1 })],
        Streams = [.. Streams.Select(stream => stream with { Window = 1 })],
    };

    private static List<T> Draw<T>(int count, Func<int, T> draw) => [.. Enumerable.Range(0, count).Select(draw)];
}
