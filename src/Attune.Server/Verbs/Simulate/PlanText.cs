using System.Globalization;

namespace Attune.Server.Verbs.Simulate;

/// <summary>A plan as text: what a run will do, so that it can be followed and compared.</summary>
internal static class PlanText
{
    /// <summary>One line for each actor.</summary>
    public static IEnumerable<string> Of(SimulationPlan plan)
    {
        yield return Line($"plan of seed {plan.Seed}: {plan.Events} events by {plan.Publishers.Count} publishers");
        yield return Line($"  rings of {plan.RingBytes} bytes per topic");
        foreach (var kill in plan.Kills)
            yield return Line($"  killed {kill.Delay.TotalMilliseconds} ms after event {kill.After}");
        if (plan.Disk is { } disk)
            yield return Line($"  disk full for {disk.Lasts.TotalMilliseconds} ms after event {disk.After}");
        foreach (var publisher in plan.Publishers)
        {
            yield return Line($"  publisher {publisher.Number}: {publisher.Drafts.Count} events over ")
                + (publisher.OverHttp ? "HTTP" : Line($"WebSocket, {publisher.Window} at once"));
        }

        foreach (var subscriber in plan.Subscribers)
            yield return "  " + Of(subscriber);
        foreach (var stream in plan.Streams)
        {
            yield return Line($"  AI stream {stream.Stream}: {stream.Text.Length} bytes in {stream.Pieces.Count} pieces, ")
                + "viewers " + string.Join("; ", stream.Viewers.Select(viewer =>
                    $"{string.Join('>', viewer.Transports)} cut at {Join(viewer.CutAfter)}"));
        }
    }

    private static string Of(SubscriberPlan plan)
    {
        var later = plan.SubscribedLater > 0 ? Line($" (the last {plan.SubscribedLater} later)") : "";
        var stalls = string.Concat(plan.Stalls.Select(stall => Line($", stalls at {stall.After} until {stall.Until}")));
        return Line($"subscriber {plan.Number}: {(plan.FromStart ? "all" : "live")} from event {plan.JoinAfter} of ")
            + $"{string.Join(',', plan.Topics)}{later} over {string.Join('>', plan.Transports)}, "
            + $"cut at {Join(plan.CutAfter)}{stalls}";
    }

    private static string Join(IReadOnlyList<int> numbers) => numbers.Count == 0 ? "-" : string.Join(',', numbers);

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
