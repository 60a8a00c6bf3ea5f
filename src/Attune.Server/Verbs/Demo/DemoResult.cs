using Attune.Server.Verbs.Simulate.Checking;

namespace Attune.Server.Verbs.Demo;

/// <summary>What the demo came to.</summary>
/// <param name="Written">The bytes that were meant.</param>
/// <param name="Watchers">What each watcher ended with, and how often it had to reconnect.</param>
/// <param name="KilledAt">Bytes that were confirmed when the server was killed.</param>
/// <param name="AppendsBefore">Appends that were confirmed by then.</param>
internal sealed record DemoResult(
    ReadOnlyMemory<byte> Written,
    IReadOnlyList<(StreamCopy Copy, int Reconnects)> Watchers,
    long KilledAt,
    int AppendsBefore)
{
    private const int LeastAppends = 3;
    private const double Earliest = 0.3;
    private const double Latest = 0.7;

    /// <summary>Everything that did not go as promised; empty when the verdict holds.</summary>
    public IReadOnlyList<string> Problems()
    {
        var history = new StreamHistory("the answer", null, Written, [.. Watchers.Select(watcher => watcher.Copy)]);
        var problems = StreamChecker.CheckViews(history).Select(violation => violation.ToString()).ToList();
        foreach (var (copy, _) in Watchers.Where(watcher => watcher.Reconnects == 0))
            problems.Add($"{copy.Viewer} never lost its connection, so it has proven nothing");
        var share = (double)KilledAt / Written.Length;
        if (share is < Earliest or > Latest || AppendsBefore < LeastAppends)
            problems.Add($"the server was killed at {share:P0} after {AppendsBefore} appends, not at 30 to 70 % after 3 or more");
        return problems;
    }
}
