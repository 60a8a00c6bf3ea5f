using System.Text.Json;
using Attune.Realtime.Protocol;

namespace Attune.Realtime.Presence;

/// <summary>Writes presence as it goes over the wire.</summary>
internal static class PresenceFrames
{
    /// <summary>The answer to a question.</summary>
    public static byte[] Page(ReadOnlySpan<byte> reference, string topic, PresencePage page)
    {
        using var frame = FrameWriter.Begin("presence");
        frame.Reference(reference);
        frame.Json.WriteString("topic"u8, topic);
        WriteFields(frame.Json, page);
        return frame.End();
    }

    /// <summary>Who came and went, for the followers of a topic.</summary>
    public static byte[] Change(string topic, PresenceChange change)
    {
        using var frame = FrameWriter.Begin("presence");
        frame.Json.WriteString("topic"u8, topic);
        WriteNames(frame.Json, "joined", change.Joined);
        WriteNames(frame.Json, "left", change.Left);
        frame.Json.WriteNumber("count"u8, change.Count);
        return frame.End();
    }

    /// <summary>The fields of a page, the same on every transport.</summary>
    public static void WriteFields(Utf8JsonWriter json, PresencePage page)
    {
        json.WriteStartArray("members"u8);
        foreach (var member in page.Members)
        {
            json.WriteStartObject();
            json.WriteString("principal"u8, member.Principal);
            json.WriteNumber("connections"u8, member.Connections);
            WriteNames(json, "sessions", member.Sessions);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("count"u8, page.Count);
        if (page.Next is { } next)
            json.WriteNumber("next"u8, next);
    }

    private static void WriteNames(Utf8JsonWriter json, string field, IReadOnlyList<string>? names)
    {
        if (names is null)
            return;
        json.WriteStartArray(field);
        foreach (var name in names)
            json.WriteStringValue(name);
        json.WriteEndArray();
    }
}
