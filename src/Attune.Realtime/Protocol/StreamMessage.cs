using System.Text.Json;

namespace Attune.Realtime.Protocol;

/// <summary>The fields of a <c>stream</c> or <c>stream.state</c> message, read where they stand.</summary>
internal ref struct StreamMessage
{
    private Utf8JsonReader _data;

    /// <summary>Empty in a <c>stream.state</c>.</summary>
    public ReadOnlySpan<byte> Part { get; private set; }

    /// <summary>Byte position after the text.</summary>
    public long End { get; private set; }

    /// <summary>Empty in a <c>stream</c>.</summary>
    public ReadOnlySpan<byte> State { get; private set; }

    /// <summary>Nothing follows: a state other than open and orphaned.</summary>
    public readonly bool IsEnd =>
        !State.IsEmpty && !State.SequenceEqual("open"u8) && !State.SequenceEqual("orphaned"u8);

    /// <summary>At most this many bytes of text follow.</summary>
    public int MaxDataBytes { get; private set; }

    public static StreamMessage Read(ReadOnlySpan<byte> message)
    {
        var fields = default(StreamMessage);
        var json = new Utf8JsonReader(message);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.ValueSpan;
            json.Read();
            if (name.SequenceEqual("part"u8))
            {
                fields.Part = json.ValueSpan;
            }
            else if (name.SequenceEqual("end"u8))
            {
                fields.End = json.GetInt64();
            }
            else if (name.SequenceEqual("state"u8))
            {
                fields.State = json.ValueSpan;
            }
            else if (name.SequenceEqual("data"u8))
            {
                fields._data = json;
                fields.MaxDataBytes = json.ValueSpan.Length;
            }
            else
            {
                json.Skip();
            }
        }

        return fields;
    }

    /// <summary>Writes the text itself.</summary>
    /// <returns>Its bytes.</returns>
    public int CopyData(Span<byte> utf8) => MaxDataBytes == 0 ? 0 : _data.CopyString(utf8);
}
