using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Attune.Server.Verbs.ScriptedModel;

/// <summary>The JSON of the chat protocol: chunks of a streamed answer, whole answers, errors, the list of models.</summary>
internal static class CompletionJson
{
    private const string Id = "chatcmpl-scripted";
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="model">The model's name.</param>
    /// <param name="text">New text; null: none.</param>
    /// <param name="finish">Why it ends; null: it goes on.</param>
    public static string Chunk(string model, string? text, string? finish) => Write(json =>
    {
        WriteHead(json, "chat.completion.chunk", model);
        json.WriteStartArray("choices");
        json.WriteStartObject();
        json.WriteNumber("index", 0);
        json.WriteStartObject("delta");
        if (text is not null)
        {
            json.WriteString("role", "assistant");
            json.WriteString("content", text);
        }

        json.WriteEndObject();
        json.WriteString("finish_reason", finish);
        json.WriteEndObject();
        json.WriteEndArray();
    });

    /// <summary>The chunk that tells the usage after the last choice, which clients must read past.</summary>
    public static string Usage(string model, int pieces) => Write(json =>
    {
        WriteHead(json, "chat.completion.chunk", model);
        json.WriteStartArray("choices");
        json.WriteEndArray();
        json.WriteStartObject("usage");
        json.WriteNumber("prompt_tokens", 0);
        json.WriteNumber("completion_tokens", pieces);
        json.WriteNumber("total_tokens", pieces);
        json.WriteEndObject();
    });

    public static string Whole(string model, string text) => Write(json =>
    {
        WriteHead(json, "chat.completion", model);
        json.WriteStartArray("choices");
        json.WriteStartObject();
        json.WriteNumber("index", 0);
        json.WriteStartObject("message");
        json.WriteString("role", "assistant");
        json.WriteString("content", text);
        json.WriteEndObject();
        json.WriteString("finish_reason", "stop");
        json.WriteEndObject();
        json.WriteEndArray();
    });

    public static string Error(string message, string code) => Write(json =>
    {
        json.WriteStartObject("error");
        json.WriteString("message", message);
        json.WriteString("type", "scripted_error");
        json.WriteString("code", code);
        json.WriteEndObject();
    });

    public static string Models(IEnumerable<string> names) => Write(json =>
    {
        json.WriteString("object", "list");
        json.WriteStartArray("data");
        foreach (var name in names)
        {
            json.WriteStartObject();
            json.WriteString("id", name);
            json.WriteString("object", "model");
            json.WriteNumber("created", 0);
            json.WriteString("owned_by", "attune");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    /// <summary>Bodies of requests, as they came.</summary>
    public static string Requests(IEnumerable<RecordedRequest> requests) => Write(json =>
    {
        json.WriteStartArray("items");
        foreach (var request in requests)
            json.WriteRawValue(request.Body);
        json.WriteEndArray();
        json.WriteNull("next");
    });

    public static string Address(string url) => Write(json => json.WriteString("url", url));

    private static void WriteHead(Utf8JsonWriter json, string kind, string model)
    {
        json.WriteString("id", Id);
        json.WriteString("object", kind);
        // Not the time of day: the same request is answered with the same bytes.
        json.WriteNumber("created", 0);
        json.WriteString("model", model);
    }

    private static string Write(Action<Utf8JsonWriter> content)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Plain))
        {
            json.WriteStartObject();
            content(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
