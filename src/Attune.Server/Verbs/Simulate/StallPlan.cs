namespace Attune.Server.Verbs.Simulate;

/// <summary>A time in which a subscriber does not read.</summary>
/// <param name="After">It begins when the subscriber has received so many events.</param>
/// <param name="Until">It ends when so many events are acknowledged.</param>
internal sealed record StallPlan(int After, int Until)
{
    private const int MostStalls = 3;
    private const int MostAfter = 60;

    public static IReadOnlyList<StallPlan> DrawAll(SplitMix random, int events) =>
    [
        .. Enumerable.Range(0, random.Between(1, MostStalls))
            .Select(_ => new StallPlan(random.Between(1, MostAfter), random.Between(events * 3 / 10, events * 9 / 10)))
            .OrderBy(stall => stall.After),
    ];
}
