using System.Text.Json;

namespace Attune.Server.Verbs.Simulate.Checking;

/// <summary>
/// A finished AI stream: its viewers hold exactly the bytes that its producer wrote, and its topic tells of it once.
/// </summary>
internal static class StreamChecker
{
    private const string FinishingType = "stream.completed";

    /// <summary>What viewers ended with.</summary>
    public static IEnumerable<Violation> CheckViews(StreamHistory stream)
    {
        foreach (var view in stream.Views)
        {
            var where = $"{view.Viewer} of {stream.Stream}";
            if (view.State != "complete")
                yield return new Violation("unfinished", where, $"last heard of state '{view.State}'");
            var same = view.Bytes.Span.CommonPrefixLength(stream.Written.Span);
            if (same != stream.Written.Length || same != view.Bytes.Length)
            {
                yield return new Violation("not_identical", where,
                    $"has {view.Bytes.Length} bytes, {stream.Written.Length} were written; the first {same} are the same");
            }
        }
    }

    /// <summary>The one event that the stream becomes in its topic, however often its end was sent.</summary>
    public static IEnumerable<Violation> CheckFinishingEvent(
        StreamHistory stream, IReadOnlyDictionary<string, IReadOnlyList<LogEvent>> log)
    {
        if (stream.Topic is not { } topic)
            return [];
        var lengths = log[topic].Where(item => item.Type == FinishingType).Select(item => LengthOf(stream.Stream, item.Data))
            .OfType<long>()
            .ToList();
        return lengths is [var length] && length == stream.Written.Length
            ? []
            : [new Violation("finishing_event", $"{stream.Stream} in '{topic}'",
                $"expected one of {stream.Written.Length} bytes, found {lengths.Count} ({string.Join(", ", lengths)})")];
    }

    /// <summary>The length that a finishing event tells, null when it belongs to another stream.</summary>
    private static long? LengthOf(string stream, string data)
    {
        using var json = JsonDocument.Parse(data);
        return json.RootElement.GetProperty("stream").GetString() == stream
            ? json.RootElement.GetProperty("length").GetProperty("text").GetInt64()
            : null;
    }
}
