using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Attune.Client.Protocol;

/// <summary>Something that a client asks for; each transport has its own form of it.</summary>
internal abstract record Verb(string Type)
{
    public static JsonWriterOptions JsonOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>False for a verb that means something only to the connection it was sent on.</summary>
    public virtual bool OutlivesConnection => true;

    /// <summary>The verb as a frame.</summary>
    public ReadOnlyMemory<byte> ToFrame(long reference)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, JsonOptions);
        json.WriteStartObject();
        json.WriteString("type"u8, Type);
        json.WriteNumber("ref"u8, reference);
        WriteFields(json);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    protected abstract void WriteFields(Utf8JsonWriter json);
}
