using RealtimeLoad.Load;
using RealtimeLoad.Systems;

namespace RealtimeLoad.Scenarios;

/// <summary>Many small audiences instead of one large.</summary>
internal sealed class ManyTopics : PublishedScenario
{
    private const double PerSecond = 2_000;

    public override string Letter => "C";

    public override string Title => "topics: 1,000 topics of one connection each, 200 B, 2,000 deliveries/s";

    protected override Audience Audience => Audience.Many;

    protected override Pace NewPace() => Pace.Rate(PerSecond);

    protected override TimeSpan Duration(BenchOptions options) => options.Paced;
}
