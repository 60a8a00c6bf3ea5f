using System.Text.Json;
using Attune.Realtime.Streams;

namespace Attune.Realtime.Specification;

/// <summary>An event as a recipient reads it out of a frame.</summary>
internal sealed record StoredEvent(long Seq, long Prev, string Id, string Type, string Data, bool Redacted)
{
    public static IEnumerable<StoredEvent> Of(EventFrame frame)
    {
        using var document = JsonDocument.Parse(frame.Bytes.AsMemory(frame.JsonStart));
        var prev = document.RootElement.GetProperty("prev").GetInt64();
        var events = new List<StoredEvent>();
        foreach (var json in document.RootElement.GetProperty("events").EnumerateArray())
        {
            var seq = json.GetProperty("seq").GetInt64();
            events.Add(new StoredEvent(seq, prev, json.GetProperty("id").GetString()!, json.GetProperty("type").GetString()!,
                json.GetProperty("data").GetRawText(), json.TryGetProperty("redacted", out _)));
            prev = seq;
        }

        return events;
    }
}
