using System.Text;
using System.Text.Json;

namespace Attune.Server.Tests.Wire.Transports;

/// <summary>Reads an event stream as an EventSource does (HTML 9.2.6). Every wait has a deadline.</summary>
internal sealed class SseClient : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly HttpResponseMessage _response;
    private readonly StreamReader _lines;

    private SseClient(HttpResponseMessage response, Stream body)
    {
        _response = response;
        _lines = new StreamReader(body, Encoding.UTF8);
    }

    public HttpResponseMessage Response => _response;

    /// <summary>What the next reconnect would tell the server.</summary>
    public string? LastEventId { get; private set; }

    public int? Retry { get; private set; }

    public int Comments { get; private set; }

    public static async Task<SseClient> OpenAsync(HttpClient http, string path, string? lastEventId = null)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (lastEventId is not null)
            request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
        return new SseClient(response, await response.Content.ReadAsStreamAsync(deadline.Token));
    }

    /// <summary>The next message; null when the server has ended the response.</summary>
    public async Task<JsonElement?> ReceiveAsync()
    {
        var data = new StringBuilder();
        string? id = null;
        while (await ReadLineAsync() is { } line)
        {
            if (line.Length == 0)
            {
                LastEventId = id ?? LastEventId;
                if (data.Length > 0)
                    return JsonDocument.Parse(data.ToString()).RootElement;
            }
            else if (line[0] == ':')
            {
                Comments++;
            }
            else
            {
                var colon = line.IndexOf(": ", StringComparison.Ordinal);
                var value = line[(colon + 2)..];
                _ = line[..colon] switch
                {
                    "data" => data.Append(data.Length > 0 ? "\n" : "").Append(value).Length,
                    "id" => (id = value).Length,
                    "retry" => (Retry = int.Parse(value, null)).Value,
                    var other => throw new InvalidDataException($"'{other}' is no field of an event stream."),
                };
            }
        }

        return null;
    }

    /// <summary>The next message of a type; others are passed over.</summary>
    public async Task<JsonElement> ReceiveAsync(string type)
    {
        while (true)
        {
            var message = await ReceiveAsync();
            Assert.NotNull(message);
            if (message.Value.GetProperty("type").GetString() == type)
                return message.Value;
        }
    }

    /// <summary>Reads lines until a heartbeat.</summary>
    public async Task ReceiveCommentAsync()
    {
        var line = await ReadLineAsync();
        while (line is not null && !line.StartsWith(':'))
            line = await ReadLineAsync();
        Assert.NotNull(line);
    }

    public void Dispose()
    {
        _lines.Dispose();
        _response.Dispose();
    }

    private async Task<string?> ReadLineAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        return await _lines.ReadLineAsync(deadline.Token);
    }
}
