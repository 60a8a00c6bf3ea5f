using System.Net.Http.Headers;
using System.Text.Json;
using Attune.Server.Verbs.Simulate.Checking;

namespace Attune.Server.Verbs.Simulate.Wire;

/// <summary>The HTTP side of the protocol: publish and history.</summary>
internal sealed class HttpApi(ServerTarget target) : IDisposable
{
    private const int PageSize = 500;
    private static readonly TimeSpan CallDeadline = TimeSpan.FromSeconds(10);
    private static readonly MediaTypeHeaderValue JsonType = new("application/json");

    private readonly HttpClient _http = new() { BaseAddress = target.Address, Timeout = CallDeadline };

    /// <summary>Publishes events, all or none, and returns their seqs in the same order.</summary>
    /// <exception cref="ConnectionLostException">No usable answer came: it is not known whether they were stored.</exception>
    /// <exception cref="RefusedException">They were refused for good.</exception>
    public async Task<IReadOnlyList<long>> PublishAsync(IReadOnlyList<Draft> drafts, CancellationToken cancellation)
    {
        await target.Availability.WaitAsync(cancellation);
        using var body = new ReadOnlyMemoryContent(ClientFrames.PublishBody(drafts));
        body.Headers.ContentType = JsonType;
        var reply = await CallAsync(HttpMethod.Post, "/v2/realtime/publish", body, cancellation);
        var receipts = reply.ValueKind == JsonValueKind.Array ? reply.EnumerateArray().ToList() : [reply];
        if (!receipts.Select(receipt => Field(receipt, "id").GetString()).SequenceEqual(drafts.Select(draft => draft.Id)))
            throw new RefusedException("malformed_reply", $"these receipts are not for the ids sent: {reply.GetRawText()}");
        return [.. receipts.Select(receipt => Field(receipt, "seq").GetInt64())];
    }

    /// <summary>Reads the whole log of a topic, page by page.</summary>
    public async Task<IReadOnlyList<LogEvent>> ReadLogAsync(string topic, CancellationToken cancellation)
    {
        var log = new List<LogEvent>();
        while (true)
        {
            await target.Availability.WaitAsync(cancellation);
            var after = log.Count == 0 ? 0 : log[^1].Seq;
            var address = $"/v2/realtime/history?topic={Uri.EscapeDataString(topic)}&after={after}&limit={PageSize}";
            var page = await CallAsync(HttpMethod.Get, address, null, cancellation);
            var before = log.Count;
            log.AddRange(Field(page, "events").EnumerateArray().Select(item => LogEvent.Read(topic, item)));
            if (!Field(page, "more").GetBoolean())
                return log;
            if (log.Count == before)
                throw new RefusedException("malformed_reply", $"an empty page promises more of '{topic}' after {after}");
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonElement> CallAsync(
        HttpMethod method, string address, HttpContent? body, CancellationToken cancellation)
    {
        try
        {
            using var request = new HttpRequestMessage(method, address) { Content = body };
            using var reply = await _http.SendAsync(request, cancellation);
            var text = await reply.Content.ReadAsByteArrayAsync(cancellation);
            var json = Parse(text, (int)reply.StatusCode);
            if (reply.IsSuccessStatusCode)
                return json;
            var code = Field(json, "code").GetString() ?? "";
            if (json.TryGetProperty("retry", out var retry) && retry.GetBoolean())
                throw new ConnectionLostException($"the server asks to retry ({code})");
            throw new RefusedException(code, json.GetRawText());
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested
            && error is HttpRequestException or IOException or OperationCanceledException)
        {
            throw new ConnectionLostException(error);
        }
    }

    private static JsonElement Field(JsonElement json, string name) => json.TryGetProperty(name, out var value)
        ? value
        : throw new RefusedException("malformed_reply", $"the field '{name}' is missing: {json.GetRawText()}");

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
