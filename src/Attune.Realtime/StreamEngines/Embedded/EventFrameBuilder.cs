using System.Text.Json;
using Attune.Realtime.Protocol;
using Attune.Realtime.StreamEngines.Embedded.Log;
using Attune.Realtime.Streams;

namespace Attune.Realtime.StreamEngines.Embedded;

/// <summary>Turns the records of one frame into the frame that every recipient gets.</summary>
internal static class EventFrameBuilder
{
    /// <param name="topic">Whose events.</param>
    /// <param name="unit">The frame's place in the topic.</param>
    /// <param name="count">Records to take.</param>
    /// <param name="records">Begins at the first record.</param>
    /// <param name="origin">The connection that published them; 0 for none.</param>
    public static EventFrame Build(Topic topic, long unit, int count, ReadOnlySpan<byte> records, long origin)
    {
        RecordCodec.TryReadHeader(records, out var length);
        var first = new RecordView(records[..length]);
        var lastSeq = first.Seq + count - 1;
        using var writer = FrameWriter.Begin("event");
        var json = writer.Json;
        json.WriteString("service"u8, topic.NameUtf8);
        json.WriteNumber("seq"u8, lastSeq);
        json.WriteNumber("prev"u8, first.Prev);
        json.WriteString("generation"u8, GenerationOf(topic.Domain, first.Seq));
        json.WriteStartArray("events"u8);
        var events = new (int Start, int Length)[count];
        string?[] keys = topic.NewestByKey is null ? [] : new string?[count];
        for (var i = 0; i < count; i++)
        {
            RecordCodec.TryReadHeader(records, out length);
            var record = new RecordView(records[..length]);
            json.WriteStartObject();
            // The comma between two objects is written with the brace, so the object begins one byte back.
            var start = writer.Position - 1;
            WriteEvent(json, record);
            json.WriteEndObject();
            events[i] = (start, writer.Position - start);
            if (keys.Length > 0)
                keys[i] = record.Text(RecordField.Key);
            records = records[length..];
        }

        json.WriteEndArray();
        var bytes = writer.End();
        var jsonStart = bytes.Length - writer.Position;
        for (var i = 0; i < count; i++)
            events[i].Start += jsonStart;
        return new EventFrame
        {
            Unit = unit,
            FirstSeq = first.Seq,
            LastSeq = lastSeq,
            Prev = first.Prev,
            FirstOrdinal = first.Ordinal,
            At = first.At,
            Scope = first.Text(RecordField.Scope),
            Origin = origin,
            Keys = keys,
            Bytes = bytes,
            JsonStart = jsonStart,
            Events = events,
        };
    }

    private static string GenerationOf(Domain domain, long seq)
    {
        var generations = domain.Generations;
        for (var i = generations.Count - 1; i > 0; i--)
        {
            if (generations[i].StartSeq <= seq)
                return generations[i].Id;
        }

        return generations[0].Id;
    }

    private static void WriteEvent(Utf8JsonWriter json, RecordView record)
    {
        json.WriteNumber("seq"u8, record.Seq);
        json.WriteString("id"u8, record.Field(RecordField.Id));
        json.WriteString("type"u8, record.Field(RecordField.Type));
        json.WriteString("at"u8, WireTime.Format(record.At));
        WriteOptional(json, "key"u8, record.Field(RecordField.Key));
        WriteOptional(json, "scope"u8, record.Field(RecordField.Scope));
        WriteOptional(json, "cid"u8, record.Field(RecordField.Correlation));
        json.WritePropertyName("data"u8);
        if (record.Payload.IsEmpty || record.IsRedacted)
        {
            json.WriteNullValue();
            if (record.IsRedacted)
                json.WriteBoolean("redacted"u8, true);
        }
        else
        {
            // Checked once when it was published; passed through byte for byte.
            json.WriteRawValue(record.Payload, skipInputValidation: true);
        }
    }

    private static void WriteOptional(Utf8JsonWriter json, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (!value.IsEmpty)
            json.WriteString(name, value);
    }
}
