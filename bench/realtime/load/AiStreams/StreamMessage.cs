using System.Text;
using System.Text.Json;

namespace RealtimeLoad.AiStreams;

/// <summary>The fields of a message about an AI stream.</summary>
internal ref struct StreamMessage
{
    /// <summary>The reference that viewers give their stops.</summary>
    public const int StopReference = 3;

    private Utf8JsonReader _data;

    public ReadOnlySpan<byte> Type { get; private set; }

    public ReadOnlySpan<byte> Stream { get; private set; }

    public ReadOnlySpan<byte> Part { get; private set; }

    public ReadOnlySpan<byte> State { get; private set; }

    public ReadOnlySpan<byte> Code { get; private set; }

    public long Reference { get; private set; }

    public long At { get; private set; }

    public long End { get; private set; }

    /// <summary>The length that the server tells of the part "text", 0 if it tells none.</summary>
    public long TextLength { get; private set; }

    public static StreamMessage Read(ReadOnlySpan<byte> message)
    {
        var fields = default(StreamMessage);
        var json = new Utf8JsonReader(message);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.ValueSpan;
            json.Read();
            fields.Take(name, ref json);
        }

        // A stop may cross the end of its stream on the way; nothing else of ours may be refused.
        var isLateStop = fields.Reference == StopReference && fields.Code.SequenceEqual("stream_ended"u8);
        if (fields.Type.SequenceEqual("error"u8) && !isLateStop)
            throw new InvalidDataException("The server refused: " + Encoding.UTF8.GetString(message));
        return fields;
    }

    /// <summary>Writes the text itself.</summary>
    /// <returns>Its bytes.</returns>
    public readonly int CopyData(Span<byte> utf8) => _data.CopyString(utf8);

    private void Take(ReadOnlySpan<byte> name, ref Utf8JsonReader json)
    {
        if (name.SequenceEqual("type"u8))
            Type = json.ValueSpan;
        else if (name.SequenceEqual("stream"u8))
            Stream = json.ValueSpan;
        else if (name.SequenceEqual("part"u8))
            Part = json.ValueSpan;
        else if (name.SequenceEqual("state"u8))
            State = json.ValueSpan;
        else if (name.SequenceEqual("code"u8))
            Code = json.ValueSpan;
        else if (name.SequenceEqual("at"u8))
            At = json.GetInt64();
        else if (name.SequenceEqual("end"u8))
            End = json.GetInt64();
        else if (name.SequenceEqual("data"u8))
            _data = json;
        else if (name.SequenceEqual("length"u8))
            TakeLengths(ref json);
        else if (name.SequenceEqual("ref"u8))
            Reference = json.GetInt64();
        else
            json.Skip();
    }

    private void TakeLengths(ref Utf8JsonReader json)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isText = json.ValueTextEquals("text"u8);
            json.Read();
            if (isText)
                TextLength = json.GetInt64();
        }
    }
}
