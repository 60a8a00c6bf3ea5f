using System.Text.Json;
using Attune.Realtime.Streams;

namespace Attune.Realtime.Protocol;

/// <summary>Writes a page of history from the frames that already hold its events.</summary>
internal static class HistoryJson
{
    public static void WriteFields(Utf8JsonWriter json, HistoryPage page)
    {
        json.WriteStartArray("events"u8);
        var left = page.Limit;
        var next = page.After;
        foreach (var frame in page.Frames)
        {
            for (var i = (int)Math.Max(0, page.After - frame.FirstSeq + 1); i < frame.Count && left > 0; i++, left--)
            {
                json.WriteRawValue(frame.EventJson(i), skipInputValidation: true);
                next = frame.FirstSeq + i;
            }
        }

        json.WriteEndArray();
        json.WriteBoolean("more"u8, page.More);
        json.WriteNumber("next"u8, next);
        json.WriteNumber("trimmedThrough"u8, page.TrimmedThrough);
        json.WriteString("generation"u8, page.Generation);
    }
}
