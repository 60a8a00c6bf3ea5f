using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Attune.Client.Protocol;

namespace Attune.Client.Links;

/// <summary>Requests to the server, with the token of the caller.</summary>
internal sealed class HttpAccess : IDisposable
{
    private readonly AttuneClientOptions _options;
    private readonly HttpClient _http;
    private readonly Uri _root;
    private string? _token;

    public HttpAccess(AttuneClientOptions options)
    {
        _options = options;
        _http = options.HttpHandler is { } handler ? new HttpClient(handler, disposeHandler: false) : new HttpClient();
        // Requests are held open as long as there is something to come; every wait has a bound of its own.
        _http.Timeout = Timeout.InfiniteTimeSpan;
        var text = options.Address.AbsoluteUri;
        _root = new Uri(text.EndsWith('/') ? text : text + '/');
    }

    public string? Token => Volatile.Read(ref _token);

    public Uri At(string path) => new(_root, path);

    /// <summary>The stream endpoint with the scheme of WebSockets.</summary>
    public static Uri SocketAddress(Uri address)
    {
        var path = address.AbsolutePath.TrimEnd('/') + "/v2/realtime/stream";
        return new UriBuilder(address) { Scheme = address.Scheme == "https" ? "wss" : "ws", Path = path }.Uri;
    }

    /// <summary>Asks the application for a token.</summary>
    /// <returns>The token; null for none.</returns>
    public async ValueTask<string?> RenewTokenAsync(CancellationToken cancellation)
    {
        if (_options.AccessToken is { } ask)
            Volatile.Write(ref _token, await ask(cancellation));
        return Token;
    }

    /// <summary>Sends a request and returns when the headers of the answer are here.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        if (Token is { } token)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }

    public void Dispose() => _http.Dispose();

    /// <summary>What a failed call says, as the frame that a WebSocket would have got.</summary>
    /// <exception cref="LinkFailedException">The answer is about the connection, not about the call.</exception>
    public static async Task<ServerFrame> ReadFailureAsync(
        HttpResponseMessage response, long? reference, CancellationToken cancellation)
    {
        // The next connection brings a new token, and the call again.
        if (response.StatusCode == HttpStatusCode.Unauthorized && LinkOpener.OfStatus(response.StatusCode, null) is { } failure)
            throw failure;
        var problem = response.Content.Headers.ContentType?.MediaType == "application/problem+json"
            ? ReadProblem(await response.Content.ReadAsByteArrayAsync(cancellation))
            : null;
        if (problem is not null)
            return ServerFrame.Failed(reference, problem.Code, $"{problem.Detail} {problem.WhatToDo}", problem.Retry);
        if (response.StatusCode >= HttpStatusCode.InternalServerError)
            throw new LinkFailedException(LinkEnd.Lost($"HTTP {(int)response.StatusCode}"), tryNext: true);
        return ServerFrame.Failed(reference, $"http_{(int)response.StatusCode}", "Something between refused the call.", false);
    }

    /// <summary>Seconds or a date.</summary>
    public TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date - _options.Clock.GetUtcNow() is var wait && wait > TimeSpan.Zero => wait,
        _ => null,
    };

    private static Contracts.Problem? ReadProblem(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, FrameJson.Wire.Problem);
        }
        catch (JsonException)
        {
            // Something between has cut or replaced the body; the status still tells enough.
            return null;
        }
    }
}
