using Attune.Server.Verbs.Simulate.Checking;
using Attune.Server.Verbs.Simulate.Wire;

namespace Attune.Simulation.Checking;

/// <summary>Small histories, written down by hand: topics <c>a</c> (seq 1, 3, 4) and <c>b</c> (seq 2, 5).</summary>
internal static class Scene
{
    public static readonly IReadOnlyList<LogEvent> A = [Event("a", 1, 0), Event("a", 3, 1), Event("a", 4, 3)];

    public static readonly IReadOnlyList<LogEvent> B = [Event("b", 2, 0), Event("b", 5, 2)];

    public static Dictionary<string, IReadOnlyList<LogEvent>> Log() => new() { ["a"] = A, ["b"] = B };

    public static LogEvent Event(string topic, long seq, long? prev) =>
        new(topic, seq, prev, $"id-{seq}", Draft.EventType, $$"""{"n":{{seq}}}""");

    public static Draft DraftOf(LogEvent item) => new(item.Topic, 0, (int)item.Seq, item.Id, item.Data);

    /// <summary>The rules that a subscriber of both topics broke; it is connected and started from 0.</summary>
    public static IReadOnlyList<string> Rules(params Observation[] seen) => Rules(new HashSet<string> { "a", "b" }, seen);

    public static IReadOnlyList<string> Rules(IReadOnlySet<string> merged, params Observation[] seen)
    {
        Observation[] all =
            [new Observation.Connected(merged), new Observation.Started("a", 0), new Observation.Started("b", 0), .. seen];
        var subscriber = new SubscriberHistory("s", new HashSet<string> { "a", "b" }, all);
        return [.. new SubscriberChecker(subscriber, LogIndex.Of(Log())).Check().Select(violation => violation.Rule)];
    }

    /// <summary>The rules that a run without subscribers broke.</summary>
    public static IReadOnlyList<string> Rules(
        IReadOnlyDictionary<string, IReadOnlyList<LogEvent>> log, IReadOnlyList<Draft> attempted,
        params Acknowledgement[] acknowledged) =>
        [.. Checker.Check(new RunHistory(attempted, acknowledged, log, [], [])).Select(violation => violation.Rule)];

    public static Observation Saw(LogEvent item) => new Observation.Delivered(item);

    /// <summary>The whole log in order, without the seqs that are named.</summary>
    public static Observation[] SawAllBut(params long[] seqs) =>
        [.. A.Concat(B).OrderBy(item => item.Seq).Where(item => !seqs.Contains(item.Seq)).Select(Saw)];
}
