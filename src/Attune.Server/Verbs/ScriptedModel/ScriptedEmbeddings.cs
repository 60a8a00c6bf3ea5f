using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Attune.Server.Verbs.ScriptedModel;

/// <summary>Answers one request for vectors, in the way the behaviour of its model demands.</summary>
internal sealed class ScriptedEmbeddings(HttpContext context, ModelScript script, TimeProvider clock)
{
    private const int FloodBlock = 65_536;
    private const int MostTexts = 2_048;

    /// <exception cref="InvalidDataException">It is no such request.</exception>
    /// <exception cref="OperationCanceledException">The client left.</exception>
    public async Task WriteAsync(string body, ScriptedBehaviours behaviours)
    {
        var (model, texts) = Parse(body);
        switch (behaviours.Of(model))
        {
            case ScriptedBehaviour.Refuses:
                await FailAsync(401, "The key is not valid.", "invalid_api_key");
                break;
            case ScriptedBehaviour.Busy:
                await FailAsync(429, "Too many requests.", "rate_limit_exceeded");
                break;
            case ScriptedBehaviour.Broken:
                await FailAsync(500, "The script says that this fails.", "server_error");
                break;
            case ScriptedBehaviour.Unknown:
                await FailAsync(404, $"The model '{model}' does not exist.", "model_not_found");
                break;
            case ScriptedBehaviour.Redirects:
                context.Response.Headers.Location = "http://elsewhere.invalid/v1/embeddings";
                await SendAsync(302, "text/plain", ""u8.ToArray());
                break;
            case ScriptedBehaviour.Html:
                await SendAsync(200, "text/html", "<!doctype html><title>Hello</title><h1>It works!</h1>"u8.ToArray());
                break;
            case ScriptedBehaviour.Garbage:
                await SendAsync(200, "application/json", "{\"data\": [[[ %%%"u8.ToArray());
                break;
            case ScriptedBehaviour.Silent or ScriptedBehaviour.Hangs:
                await Task.Delay(Timeout.InfiniteTimeSpan, clock, context.RequestAborted);
                break;
            case ScriptedBehaviour.Dies:
                context.Abort();
                break;
            case ScriptedBehaviour.Floods:
                await FloodAsync();
                break;
            case ScriptedBehaviour.Empty:
                await SendAsync(200, "application/json", Json(model, []));
                break;
            case var behaviour:
                if (behaviour == ScriptedBehaviour.Slow)
                    await Task.Delay(script.PaceOf(behaviour), clock, context.RequestAborted);
                await SendAsync(200, "application/json", Json(model, texts));
                break;
        }
    }

    private static (string Model, IReadOnlyList<string> Texts) Parse(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var input = json.RootElement.GetProperty("input");
            IReadOnlyList<string> texts = input.ValueKind == JsonValueKind.Array
                ? [.. input.EnumerateArray().Select(text => text.GetString() ?? "")]
                : [input.GetString() ?? ""];
            return texts.Count is > 0 and <= MostTexts
                ? (json.RootElement.GetProperty("model").GetString() ?? "", texts)
                : throw new InvalidDataException($"There must be 1 to {MostTexts} texts.");
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException($"This is no request for embeddings: {error.Message}", error);
        }
    }

    private byte[] Json(string model, IReadOnlyList<string> texts)
    {
        var vectors = new ScriptedVectors(script.Synonyms ?? []);
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("object", "list");
            json.WriteString("model", model);
            json.WriteStartArray("data");
            for (var i = 0; i < texts.Count; i++)
            {
                json.WriteStartObject();
                json.WriteString("object", "embedding");
                json.WriteNumber("index", i);
                json.WriteStartArray("embedding");
                foreach (var number in vectors.Of(texts[i]))
                    json.WriteNumberValue(number);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    private async Task FloodAsync()
    {
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync("{\"data\": [{\"embedding\": ["u8.ToArray(), context.RequestAborted);
        var block = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("0.1,", FloodBlock / 4)));
        while (true)
            await context.Response.Body.WriteAsync(block, context.RequestAborted);
    }

    private Task FailAsync(int status, string message, string code) =>
        SendAsync(status, "application/json", Encoding.UTF8.GetBytes(CompletionJson.Error(message, code)));

    private async Task SendAsync(int status, string type, byte[] body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}
