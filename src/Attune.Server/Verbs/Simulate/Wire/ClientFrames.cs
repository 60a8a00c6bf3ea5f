using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Attune.Server.Verbs.Simulate.Wire;

/// <summary>Writes the frames that a client sends.</summary>
internal static class ClientFrames
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // A handshake must name a topic; who only publishes, writes or views streams names one that stays empty.
    private const string EmptyTopic = "app:empty";

    /// <summary>The first frame of a connection that follows no topic.</summary>
    public static ReadOnlyMemory<byte> Greeting() => Handshake([EmptyTopic], Resume.Live);

    /// <summary>The first frame of a connection.</summary>
    public static ReadOnlyMemory<byte> Handshake(IEnumerable<string> topics, Resume resume) => Write(json =>
    {
        json.WriteStartArray("services");
        foreach (var topic in topics)
            json.WriteStringValue(topic);
        json.WriteEndArray();
        json.WriteNumber("version", 1);
        if (resume.Token is { } token)
            json.WriteString("resume", token);
        else if (resume.LastSeq is { } seq)
            json.WriteNumber("lastSeq", seq);
        else if (resume.Positions is { } positions)
            WriteNumbers(json, "lastSeq", positions);
        if (resume.Generation is { } generation)
            json.WriteString("generation", generation);
    });

    public static ReadOnlyMemory<byte> Subscribe(int reference, string topic, long after) => Write(json =>
    {
        Begin(json, "subscribe", reference);
        json.WriteStartArray("topics");
        json.WriteStartObject();
        json.WriteString("topic", topic);
        json.WriteNumber("after", after);
        json.WriteEndObject();
        json.WriteEndArray();
    });

    public static ReadOnlyMemory<byte> Publish(int reference, Draft draft) => Write(json =>
    {
        Begin(json, "publish", reference);
        json.WriteString("topic", draft.Topic);
        json.WriteStartObject("event");
        json.WriteString("type", draft.Type);
        json.WriteString("id", draft.Id);
        if (draft.Key is { } key)
            json.WriteString("key", key);
        json.WritePropertyName("data");
        json.WriteRawValue(draft.Data);
        json.WriteEndObject();
    });

    /// <summary>The body of an HTTP publish: one object, or an array of several.</summary>
    public static ReadOnlyMemory<byte> PublishBody(IReadOnlyList<Draft> drafts)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, Options);
        if (drafts.Count > 1)
            json.WriteStartArray();
        foreach (var draft in drafts)
        {
            json.WriteStartObject();
            json.WriteString("service", draft.Topic);
            json.WriteString("type", draft.Type);
            json.WritePropertyName("data");
            json.WriteRawValue(draft.Data);
            json.WriteString("id", draft.Id);
            if (draft.Key is { } key)
                json.WriteString("key", key);
            json.WriteEndObject();
        }

        if (drafts.Count > 1)
            json.WriteEndArray();
        json.Flush();
        return buffer.WrittenMemory;
    }

    public static ReadOnlyMemory<byte> View(int reference, string stream, long have) => Write(json =>
    {
        Begin(json, "stream.view", reference);
        json.WriteString("stream", stream);
        json.WriteStartObject("parts");
        json.WriteNumber("text", have);
        json.WriteEndObject();
    });

    /// <summary>An append; the first one names the topic that gets the finishing event, if any.</summary>
    public static ReadOnlyMemory<byte> Append(int reference, string stream, long at, ReadOnlySpan<byte> text, string? topic)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, Options);
        json.WriteStartObject();
        Begin(json, "stream.append", reference);
        json.WriteString("stream", stream);
        json.WriteString("part", "text");
        json.WriteNumber("at", at);
        json.WriteString("data", text);
        if (at == 0 && topic is not null)
            json.WriteString("topic", topic);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    public static ReadOnlyMemory<byte> End(int reference, string stream) => Write(json =>
    {
        Begin(json, "stream.end", reference);
        json.WriteString("stream", stream);
        json.WriteString("state", "complete");
    });

    private static void Begin(Utf8JsonWriter json, string verb, int reference)
    {
        json.WriteString("type", verb);
        json.WriteNumber("ref", reference);
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, long> numbers)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in numbers)
            json.WriteNumber(key, value);
        json.WriteEndObject();
    }

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> fields)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, Options);
        json.WriteStartObject();
        fields(json);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }
}
