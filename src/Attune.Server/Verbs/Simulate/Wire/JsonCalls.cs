using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Attune.Server.Verbs.Simulate.Wire;

/// <summary>HTTP calls that send and get JSON. They know no trying again: the actor decides what comes next.</summary>
internal sealed class JsonCalls(ServerTarget target) : IDisposable
{
    private static readonly TimeSpan CallDeadline = TimeSpan.FromSeconds(10);
    private static readonly MediaTypeHeaderValue JsonType = new("application/json");

    private readonly HttpClient _http = new() { BaseAddress = target.Address, Timeout = CallDeadline };

    /// <summary>Waits until the server is up and calls it.</summary>
    /// <param name="method">Its method.</param>
    /// <param name="address">Path and query.</param>
    /// <param name="json">The body; null sends none.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ConnectionLostException">No usable answer came: it is not known whether it was done.</exception>
    /// <exception cref="RefusedException">It was refused for good.</exception>
    public async Task<JsonElement> CallAsync(
        HttpMethod method, string address, ReadOnlyMemory<byte>? json, CancellationToken cancellation)
    {
        await target.Availability.WaitAsync(cancellation);
        try
        {
            using var request = new HttpRequestMessage(method, address);
            if (json is { } body)
            {
                request.Content = new ReadOnlyMemoryContent(body);
                request.Content.Headers.ContentType = JsonType;
            }

            using var reply = await _http.SendAsync(request, cancellation);
            var text = await reply.Content.ReadAsByteArrayAsync(cancellation);
            return Read(text, reply.StatusCode);
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested
            && error is HttpRequestException or IOException or OperationCanceledException)
        {
            throw new ConnectionLostException(error);
        }
    }

    /// <summary>A field that must be there.</summary>
    /// <exception cref="RefusedException">It is not.</exception>
    public static JsonElement Field(JsonElement json, string name) => json.TryGetProperty(name, out var value)
        ? value
        : throw new RefusedException("malformed_reply", $"the field '{name}' is missing: {json.GetRawText()}");

    public void Dispose() => _http.Dispose();

    /// <summary>Reads an answer.</summary>
    /// <exception cref="ConnectionLostException">The server asks to try again.</exception>
    /// <exception cref="RefusedException">It was refused for good.</exception>
    public static JsonElement Read(ReadOnlySpan<byte> text, HttpStatusCode status)
    {
        var json = Parse(text, (int)status);
        if ((int)status is >= 200 and < 300)
            return json;
        var code = Field(json, "code").GetString() ?? "";
        if (json.TryGetProperty("retry", out var retry) && retry.GetBoolean())
            throw new ConnectionLostException($"the server asks to retry ({code})");
        throw new RefusedException(code, json.GetRawText());
    }

    private static JsonElement Parse(ReadOnlySpan<byte> json, int status)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            return JsonElement.ParseValue(ref reader);
        }
        catch (JsonException error)
        {
            throw new RefusedException("malformed_reply", $"status {status} without JSON: {error.Message}");
        }
    }
}
