using RealtimeLoad.Load;

namespace RealtimeLoad.Scenarios;

/// <summary>As fast as the server can, with four messages in flight.</summary>
internal sealed class Saturation : PublishedScenario
{
    public const int WindowMessages = 4;

    public override string Letter => "S";

    public override string Title => "saturation: one topic to 1,000 connections, 200 B, closed loop with 4 in flight";

    protected override long Deliveries => 500_000;

    protected override Pace NewPace() => Pace.Window(WindowMessages);

    protected override TimeSpan Duration(BenchOptions options) => options.Saturation;
}
