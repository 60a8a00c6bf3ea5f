using System.Text;
using System.Text.Json;
using Attune.Server.Tests.Wire;
using Attune.TestKit.Time;

namespace Attune.Server.Tests.Conversations;

/// <summary>A conversation with the real program.</summary>
internal sealed class Talk(RunningServer server, string id)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public string Id { get; } = id;

    public string Topic => $"conversation:{Id}";

    public static async Task<Talk> OpenAsync(RunningServer server, string persona)
    {
        var opened = await PostAsync(server, "/v1/conversations", new { personaId = persona });
        return new Talk(server, opened.GetProperty("id").GetString()!);
    }

    public Task<JsonElement> SendAsync(string text, string? clientId = null) =>
        PostAsync(server, $"/v1/conversations/{Id}/messages", new { text, clientId });

    public Task<JsonElement> RetryAsync(string replyId) =>
        PostAsync(server, $"/v1/conversations/{Id}/replies/{replyId}/retry", new { });

    public async Task<IReadOnlyList<JsonElement>> MessagesAsync() =>
        [.. (await server.GetAsync($"/v1/conversations/{Id}/messages?limit=200")).GetProperty("items").EnumerateArray()];

    /// <summary>The messages once every reply has ended.</summary>
    public Task<IReadOnlyList<JsonElement>> FinishedAsync() => Eventually.GetAsync(Deadline, MessagesAsync,
        messages => messages.All(message => !message.TryGetProperty("state", out var state)
            || state.GetString() is not ("queued" or "running")));

    /// <summary>The events of the topic once so many of a type are there.</summary>
    public Task<IReadOnlyList<JsonElement>> EventsAsync(string type, int count) => Eventually.GetAsync(Deadline, EventsAsync,
        events => events.Count(item => item.GetProperty("type").GetString() == type) >= count);

    /// <summary>Views a reply's stream from its beginning to its end.</summary>
    public async Task<string> WholeTextAsync(string streamId)
    {
        using var viewer = await server.ConnectAsync("""{"services":["conversations"],"version":1}""");
        await viewer.SendAsync($$"""{"type":"stream.view","ref":1,"stream":"{{streamId}}"}""");
        var text = new StringBuilder();
        while (true)
        {
            var frame = await viewer.ReceiveAsync();
            if (frame.GetProperty("type").GetString() == "stream.state")
                return text.ToString();
            if (frame.GetProperty("type").GetString() == "stream")
                text.Append(frame.GetProperty("data").GetString());
        }
    }

    /// <summary>Views a reply's stream until at least so many bytes have come.</summary>
    public async Task<string> TextAsync(string streamId, int bytes)
    {
        using var viewer = await server.ConnectAsync("""{"services":["conversations"],"version":1}""");
        await viewer.SendAsync($$"""{"type":"stream.view","ref":1,"stream":"{{streamId}}"}""");
        var text = new StringBuilder();
        while (Encoding.UTF8.GetByteCount(text.ToString()) < bytes)
            text.Append((await viewer.ReceiveAsync("stream")).GetProperty("data").GetString());
        return text.ToString();
    }

    private async Task<IReadOnlyList<JsonElement>> EventsAsync()
    {
        var history = await server.GetAsync($"/v2/realtime/history?topic={Topic}&after=0&limit=1000");
        return [.. history.GetProperty("events").EnumerateArray()];
    }

    private static async Task<JsonElement> PostAsync(RunningServer server, string path, object body)
    {
        using var response = await server.PostAsync(path, JsonSerializer.Serialize(body));
        var answer = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode} {answer}");
        return JsonDocument.Parse(answer).RootElement;
    }
}
