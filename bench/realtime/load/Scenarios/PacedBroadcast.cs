using RealtimeLoad.Load;

namespace RealtimeLoad.Scenarios;

/// <summary>A load that every server carries easily.</summary>
internal sealed class PacedBroadcast : PublishedScenario
{
    private const double PerSecond = 20;

    public override string Letter => "B";

    public override string Title => "paced: one topic to 1,000 connections, 200 B, 20 broadcasts/s";

    protected override Pace NewPace() => Pace.Rate(PerSecond);

    protected override TimeSpan Duration(BenchOptions options) => options.Paced;
}
