using System.Text.Json;
using Attune.Realtime.Streams;

namespace Attune.Fuzz.Targets;

/// <summary>An event as a recipient reads it out of a frame.</summary>
internal sealed record ReadBack(long Seq, long Prev, string Id, string Data, bool Redacted)
{
    public static IReadOnlyList<ReadBack> Of(EventFrame frame)
    {
        using var document = JsonDocument.Parse(frame.Bytes.AsMemory(frame.JsonStart));
        var prev = document.RootElement.GetProperty("prev").GetInt64();
        var events = new List<ReadBack>();
        foreach (var json in document.RootElement.GetProperty("events").EnumerateArray())
        {
            var seq = json.GetProperty("seq").GetInt64();
            events.Add(new ReadBack(seq, prev, json.GetProperty("id").GetString()!, json.GetProperty("data").GetRawText(),
                json.TryGetProperty("redacted", out _)));
            prev = seq;
        }

        return events;
    }

    /// <summary>Everything of a topic that can be read, and up to where it says that nothing is left.</summary>
    public static async Task<(IReadOnlyList<ReadBack> Events, long TrimmedThrough)> AllAsync(IStreamEngine engine, Topic topic)
    {
        const int Most = 1000;
        var events = new List<ReadBack>();
        while (true)
        {
            var after = events.Count == 0 ? 0 : events[^1].Seq;
            var page = await engine.ReadAsync(topic, after, Most, CancellationToken.None);
            events.AddRange(page.Frames.SelectMany(Of).Where(one => one.Seq > after));
            if (!page.More || page.Frames.Count == 0)
                return (events, page.TrimmedThrough);
        }
    }
}
