using Attune.Realtime.Protocol;
using Attune.Realtime.Streams;

namespace Attune.Realtime.Delivery;

/// <summary>The rest of a frame for a client that resumes in the middle of it.</summary>
internal static class PartialFrame
{
    /// <param name="frame">The whole frame.</param>
    /// <param name="seq">Its events up to here are left out; at least one is, and at least one stays.</param>
    /// <param name="topic">Whose frame.</param>
    public static byte[] After(EventFrame frame, long seq, Topic topic)
    {
        using var writer = FrameWriter.Begin("event");
        writer.Json.WriteString("service"u8, topic.NameUtf8);
        writer.Json.WriteNumber("seq"u8, frame.LastSeq);
        writer.Json.WriteNumber("prev"u8, seq);
        writer.Json.WriteString("generation"u8, topic.Domain.CurrentGeneration.Id);
        writer.Json.WriteStartArray("events"u8);
        for (var i = (int)(seq - frame.FirstSeq + 1); i < frame.Count; i++)
            writer.Json.WriteRawValue(frame.EventJson(i), skipInputValidation: true);
        writer.Json.WriteEndArray();
        return writer.End();
    }
}
