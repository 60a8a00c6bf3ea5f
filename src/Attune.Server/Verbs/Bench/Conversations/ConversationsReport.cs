using System.Globalization;
using Attune.Learning.Statistics;

namespace Attune.Server.Verbs.Bench.Conversations;

/// <summary>Counts and writes what the load has shown.</summary>
internal static class ConversationsReport
{
    /// <param name="plan">The load.</param>
    /// <param name="planned">What was to be said.</param>
    /// <param name="histories">What was said and seen.</param>
    /// <param name="megabytes">Most memory of the server.</param>
    /// <param name="clock">Whose timestamps the histories hold.</param>
    /// <exception cref="InvalidDataException">No answer came at all.</exception>
    public static BenchReport Of(
        ConversationsPlan plan, IReadOnlyList<PlannedConversation> planned, IReadOnlyList<ConversationHistory> histories,
        double megabytes, TimeProvider clock)
    {
        var waits = histories.SelectMany(history => FirstPieces(history, clock)).Order().ToList();
        if (waits.Count == 0)
            throw new InvalidDataException("No piece of any answer came.");
        var faults = histories.Select(ConversationChecker.Check).Aggregate((sum, one) => sum + one);
        var messages = histories.Sum(history => history.Sent.Count);
        var data = new BenchData("synthetic", ConversationsPlan.Fingerprint(planned), messages);
        var (p50, p95, p99) = (Percentile.Of(waits, 50), Percentile.Of(waits, 95), Percentile.Of(waits, 99));
        var table = string.Create(CultureInfo.InvariantCulture, $"""
            data      synthetic texts  sha256 {data.Sha256}
            load      {plan.Conversations} conversations, a message every {plan.Every} s for {plan.Seconds} s
            n         {messages} messages, {waits.Count} first pieces
            p50       {Write(p50)}
            p95       {Write(p95)}
            p99       {Write(p99)}
            RSS       {megabytes:F0} MB at most
            faults    {faults.Lost} lost, {faults.Duplicated} duplicated, {faults.Reordered} reordered
            """);
        return new BenchReport("conversations", data, table,
        [
            new BenchMetric("firstPieceP50Ms", p50.Value, p50.Interval),
            new BenchMetric("firstPieceP95Ms", p95.Value, p95.Interval),
            new BenchMetric("firstPieceP99Ms", p99.Value, p99.Interval),
            new BenchMetric("rssMb", megabytes),
            new BenchMetric("messages", messages),
            new BenchMetric("lost", faults.Lost),
            new BenchMetric("duplicated", faults.Duplicated),
            new BenchMetric("reordered", faults.Reordered),
        ])
        {
            Holds = faults == default,
        };
    }

    /// <summary>Milliseconds from the call to the first piece, for every answer of which one came.</summary>
    private static IEnumerable<double> FirstPieces(ConversationHistory history, TimeProvider clock)
    {
        foreach (var message in history.Sent)
        {
            if (message.Accepted is { } accepted
                && history.Streams.TryGetValue(accepted.StreamId, out var stream) && stream.FirstPieceAt is { } at)
                yield return clock.GetElapsedTime(message.StartedAt, at).TotalMilliseconds;
        }
    }

    private static string Write((double Value, Interval Interval) figure) => string.Create(CultureInfo.InvariantCulture,
        $"{figure.Value:F1} ms to the first piece  95 % [{figure.Interval.Low:F1}, {figure.Interval.High:F1}]");
}
