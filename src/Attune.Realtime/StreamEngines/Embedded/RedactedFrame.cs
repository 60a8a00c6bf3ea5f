using System.Text.Json;
using Attune.Realtime.Protocol;
using Attune.Realtime.Streams;

namespace Attune.Realtime.StreamEngines.Embedded;

/// <summary>A frame of a topic without a log, with the payload of one event erased.</summary>
internal static class RedactedFrame
{
    /// <param name="frame">The frame.</param>
    /// <param name="eventId">The event to erase.</param>
    /// <returns>Null when the frame does not hold the event.</returns>
    public static EventFrame? Of(EventFrame frame, string eventId)
    {
        using var document = JsonDocument.Parse(frame.Bytes.AsMemory(frame.JsonStart));
        var events = document.RootElement.GetProperty("events").EnumerateArray().ToList();
        return events.Exists(IsMeant) ? Write(frame, document.RootElement, events, IsMeant) : null;

        bool IsMeant(JsonElement json) => json.GetProperty("id").ValueEquals(eventId);
    }

    /// <summary>The frame with every payload erased.</summary>
    public static EventFrame OfAll(EventFrame frame)
    {
        using var document = JsonDocument.Parse(frame.Bytes.AsMemory(frame.JsonStart));
        return Write(frame, document.RootElement, [.. document.RootElement.GetProperty("events").EnumerateArray()], _ => true);
    }

    private static EventFrame Write(
        EventFrame frame, JsonElement root, List<JsonElement> events, Func<JsonElement, bool> isErased)
    {
        using var writer = FrameWriter.Begin("event");
        foreach (var property in root.EnumerateObject()
            .Where(property => property.Name is not ("type" or "events")))
            property.WriteTo(writer.Json);
        writer.Json.WriteStartArray("events"u8);
        var places = new (int Start, int Length)[events.Count];
        for (var i = 0; i < places.Length; i++)
        {
            writer.Json.WriteStartObject();
            var start = writer.Position - 1;
            WriteEvent(writer.Json, events[i], isErased(events[i]));
            writer.Json.WriteEndObject();
            places[i] = (start, writer.Position - start);
        }

        writer.Json.WriteEndArray();
        var bytes = writer.End();
        var jsonStart = bytes.Length - writer.Position;
        for (var i = 0; i < places.Length; i++)
            places[i].Start += jsonStart;
        return new EventFrame
        {
            Unit = frame.Unit,
            FirstSeq = frame.FirstSeq,
            LastSeq = frame.LastSeq,
            Prev = frame.Prev,
            FirstOrdinal = frame.FirstOrdinal,
            Scope = frame.Scope,
            Origin = frame.Origin,
            Keys = frame.Keys,
            Bytes = bytes,
            JsonStart = jsonStart,
            Events = places,
        };
    }

    private static void WriteEvent(Utf8JsonWriter json, JsonElement stored, bool isErased)
    {
        foreach (var property in stored.EnumerateObject().Where(property => !isErased
            || property.Name is not ("data" or "redacted")))
            property.WriteTo(json);
        if (!isErased)
            return;
        json.WriteNull("data"u8);
        json.WriteBoolean("redacted"u8, true);
    }
}
