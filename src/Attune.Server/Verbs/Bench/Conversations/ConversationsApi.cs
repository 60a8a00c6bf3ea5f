using System.Buffers;
using System.Text.Json;
using Attune.Server.Verbs.Simulate.Wire;

namespace Attune.Server.Verbs.Bench.Conversations;

/// <summary>The HTTP side of conversations, as any program would use it.</summary>
internal sealed class ConversationsApi(ServerTarget target) : IDisposable
{
    private const int PageSize = 200;

    private readonly JsonCalls _calls = new(target);

    /// <summary>Opens a conversation.</summary>
    /// <returns>Its id and its topic.</returns>
    public async Task<(string Id, string Topic)> OpenAsync(PlannedConversation plan, CancellationToken cancellation)
    {
        var body = Body(("personaId", plan.Persona), ("language", plan.Language));
        var reply = await _calls.CallAsync(HttpMethod.Post, "/v1/conversations", body, cancellation);
        return (Text(reply, "id"), Text(reply, "topic"));
    }

    /// <summary>Says something.</summary>
    public async Task<AcceptedMessage> SendAsync(
        string conversation, string text, string clientId, CancellationToken cancellation)
    {
        var body = Body(("text", text), ("clientId", clientId));
        var reply = await _calls.CallAsync(
            HttpMethod.Post, $"/v1/conversations/{conversation}/messages", body, cancellation);
        return new AcceptedMessage(Text(reply, "messageId"), Text(reply, "replyId"), Text(reply, "streamId"));
    }

    /// <summary>Everything that was said, oldest first.</summary>
    public async Task<IReadOnlyList<ListedMessage>> ListAsync(string conversation, CancellationToken cancellation)
    {
        var listed = new List<ListedMessage>();
        var address = $"/v1/conversations/{conversation}/messages?limit={PageSize}";
        var page = await _calls.CallAsync(HttpMethod.Get, address, null, cancellation);
        while (true)
        {
            listed.AddRange(JsonCalls.Field(page, "items").EnumerateArray().Select(Read));
            if (!page.TryGetProperty("next", out var next) || next.ValueKind != JsonValueKind.String)
                return listed;
            page = await _calls.CallAsync(
                HttpMethod.Get, $"{address}&after={Uri.EscapeDataString(next.GetString()!)}", null, cancellation);
        }
    }

    public void Dispose() => _calls.Dispose();

    private static ListedMessage Read(JsonElement json) => new(
        Text(json, "id"), Text(json, "role"), Text(json, "text"), OptionalText(json, "replyTo"), OptionalText(json, "state"));

    private static string Text(JsonElement json, string name) => JsonCalls.Field(json, name).GetString() ?? "";

    private static string? OptionalText(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static ReadOnlyMemory<byte> Body(params ReadOnlySpan<(string Name, string Value)> fields)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        foreach (var (name, value) in fields)
            json.WriteString(name, value);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }
}
