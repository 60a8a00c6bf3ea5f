using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Attune.Server.Verbs.Describe;

/// <summary>The JSON of the stand-in for a describer, in both contracts.</summary>
internal static class DescriberJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Description(string text, bool success, DateTimeOffset now, bool withoutText = false) =>
        Write(json =>
        {
            json.WriteBoolean("success", success);
            if (!withoutText)
                json.WriteString("user_description", text);
            json.WriteString("timestamp", now);
        });

    public static ReadOnlyMemory<byte> Pool(IReadOnlyList<PooledDescription> pool) => Write(json =>
    {
        json.WriteBoolean("success", true);
        json.WriteNumber("total", pool.Count);
        json.WriteStartArray("descriptions");
        foreach (var one in pool)
        {
            json.WriteStartObject();
            json.WriteNumber("id", one.Id);
            json.WriteString("tone", one.Tone);
            json.WriteString("language", one.Language);
            json.WriteString("user_description", one.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    public static ReadOnlyMemory<byte> Health(DateTimeOffset now) => Write(json =>
    {
        json.WriteString("status", "healthy");
        json.WriteString("service", "attune describe");
        json.WriteString("timestamp", now);
    });

    public static ReadOnlyMemory<byte> Sessions(IReadOnlyList<string> ids) => Write(json =>
    {
        json.WriteStartArray("active_sessions");
        foreach (var id in ids)
        {
            json.WriteStartObject();
            json.WriteString("sessionid", id);
            json.WriteBoolean("vision_enabled", true);
            json.WriteBoolean("has_visual_context", true);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("total_sessions", ids.Count);
    });

    /// <summary>What is seen in a session; null when there is nothing.</summary>
    public static ReadOnlyMemory<byte> VisualContext(string session, string? text) => Write(json =>
    {
        json.WriteString("sessionid", session);
        json.WriteString("visual_context", text);
        json.WriteBoolean("available", text is not null);
    });

    /// <summary>A session without the field that tells what is seen.</summary>
    public static ReadOnlyMemory<byte> Session(string session) => Write(json => json.WriteString("sessionid", session));

    public static ReadOnlyMemory<byte> Error(string message) => Write(json =>
    {
        json.WriteBoolean("success", false);
        json.WriteString("error", message);
    });

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> fields)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            fields(json);
            json.WriteEndObject();
        }

        return bytes.WrittenMemory;
    }
}
