namespace Attune.Server.Verbs.Simulate.Checking;

/// <summary>
/// Compares what everybody saw with the log and with what was acknowledged. It believes nobody: a promise holds only if
/// the histories show it.
/// </summary>
internal static class Checker
{
    /// <summary>Every promise that was broken; empty when all of them hold.</summary>
    public static IReadOnlyList<Violation> Check(RunHistory run)
    {
        var violations = new List<Violation>();
        violations.AddRange(LogChecker.Check(run.Log));
        violations.AddRange(PublishChecker.Check(run));
        var index = LogIndex.Of(run.Log);
        foreach (var subscriber in run.Subscribers)
            violations.AddRange(new SubscriberChecker(subscriber, index).Check());
        foreach (var stream in run.Streams)
            violations.AddRange(StreamChecker.CheckViews(stream).Concat(StreamChecker.CheckFinishingEvent(stream, run.Log)));
        return violations;
    }
}
