namespace Attune.Server.Verbs.Simulate;

/// <summary>A time in which the server's disk is full; afterwards it is writable again, without a restart.</summary>
/// <param name="After">It begins when so many events are acknowledged.</param>
/// <param name="Lasts">How long.</param>
internal sealed record DiskPlan(int After, TimeSpan Lasts)
{
    private const int Percent = 40;
    private const int LeastMilliseconds = 30;
    private const int MostMilliseconds = 400;

    /// <summary>Null in most of the runs.</summary>
    public static DiskPlan? Draw(SplitMix random, int events) => random.Chance(Percent)
        ? new DiskPlan(
            random.Between(events / 10, events * 8 / 10),
            TimeSpan.FromMilliseconds(random.Between(LeastMilliseconds, MostMilliseconds)))
        : null;
}
