using System.Net;
using System.Text;
using System.Text.Json;

namespace Attune.Server.Verbs.Simulate.Wire;

/// <summary>One response of Server-Sent Events, read as a browser's EventSource does (HTML 9.2.6).</summary>
internal sealed class EventStream : IFrameFeed
{
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _lines;

    private EventStream(HttpResponseMessage response, Stream body)
    {
        _response = response;
        _lines = new StreamReader(body, Encoding.UTF8);
    }

    /// <summary>The id that the stream told last.</summary>
    public string? Token { get; private set; }

    public int Rounds => 1;

    /// <summary>Waits until the server is up and opens the stream.</summary>
    /// <param name="target">The server.</param>
    /// <param name="address">Path and query.</param>
    /// <param name="lastEventId">What a reconnecting EventSource tells; null for none.</param>
    /// <param name="isNarrow">Take little ahead of the reader.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ConnectionLostException">The server went away meanwhile, or asks to come back later.</exception>
    /// <exception cref="RefusedException">It was refused for good.</exception>
    public static async Task<EventStream> OpenAsync(
        ServerTarget target, string address, string? lastEventId, bool isNarrow, CancellationToken cancellation)
    {
        await target.Availability.WaitAsync(cancellation);
        HttpResponseMessage? response = null;
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(target.Address, address));
            request.Headers.Accept.ParseAdd("text/event-stream");
            if (lastEventId is not null)
                request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
            response = await (isNarrow ? ClientSockets.Narrow : ClientSockets.Ordinary).SendAsync(request, cancellation);
            if (response.StatusCode == HttpStatusCode.OK)
                return new EventStream(response, await response.Content.ReadAsStreamAsync(cancellation));
            JsonCalls.Read(await response.Content.ReadAsByteArrayAsync(cancellation), response.StatusCode);
            throw new RefusedException("malformed_reply", $"status {(int)response.StatusCode} instead of an event stream");
        }
        catch (Exception error)
        {
            response?.Dispose();
            if (IsLoss(error, cancellation))
                throw new ConnectionLostException(error);
            throw;
        }
    }

    public async Task<ServerFrame> ReceiveAsync(CancellationToken cancellation)
    {
        string? id = null;
        var data = new StringBuilder();
        while (await ReadLineAsync(cancellation) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                id = line[4..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
                data.Append(data.Length > 0 ? "\n" : "").Append(line, 6, line.Length - 6);
            if (line.Length > 0)
                continue;
            Token = id ?? Token;
            if (data.Length > 0)
                return new ServerFrame(Parse(data.ToString()));
            id = null;
        }

        throw new ConnectionLostException("the event stream has ended");
    }

    public void Abort() => _response.Dispose();

    public void Dispose()
    {
        _response.Dispose();
        _lines.Dispose();
    }

    private async Task<string?> ReadLineAsync(CancellationToken cancellation)
    {
        try
        {
            return await _lines.ReadLineAsync(cancellation);
        }
        catch (Exception error) when (IsLoss(error, cancellation))
        {
            throw new ConnectionLostException(error);
        }
    }

    private static JsonElement Parse(string text)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
        return JsonElement.ParseValue(ref reader);
    }

    private static bool IsLoss(Exception error, CancellationToken cancellation) => !cancellation.IsCancellationRequested
        && error is HttpRequestException or IOException or ObjectDisposedException or OperationCanceledException;
}
