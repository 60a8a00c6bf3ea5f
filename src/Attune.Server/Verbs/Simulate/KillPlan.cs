namespace Attune.Server.Verbs.Simulate;

/// <summary>When the server is killed with SIGKILL.</summary>
/// <param name="After">When so many events are acknowledged.</param>
/// <param name="Delay">And then so much later, so that it also hits between the events.</param>
internal sealed record KillPlan(int After, TimeSpan Delay)
{
    private const int MostKills = 3;
    private const int MostDelayMilliseconds = 25;

    public static IReadOnlyList<KillPlan> DrawAll(SplitMix random, int events) =>
    [
        .. Enumerable.Range(0, random.Between(1, MostKills))
            .Select(_ => new KillPlan(
                random.Between(events / 20, events * 9 / 10),
                TimeSpan.FromMilliseconds(random.Between(0, MostDelayMilliseconds))))
            .OrderBy(kill => kill.After),
    ];
}
