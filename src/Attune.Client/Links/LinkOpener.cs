using System.Net;
using System.Net.Sockets;
using Attune.Client.Protocol;

namespace Attune.Client.Links;

/// <summary>Opens one connection by the first transport that works.</summary>
internal sealed class LinkOpener : IDisposable
{
    private readonly AttuneClientOptions _options;
    private readonly HttpAccess _http;
    private int _lastGood;

    public LinkOpener(AttuneClientOptions options)
    {
        _options = options;
        _http = new HttpAccess(options);
    }

    /// <summary>A token that the application renewed; used by the requests that follow.</summary>
    public HttpAccess Http => _http;

    public TransportKind Best => _options.Transports[0];

    /// <summary>Tries one transport after the other, beginning with the one that worked last.</summary>
    /// <exception cref="LinkFailedException">None could be opened.</exception>
    public async Task<ILink> OpenAsync(Func<IReadOnlyList<TopicStart>> start, CancellationToken cancellation)
    {
        for (var i = _lastGood; ; i++)
        {
            try
            {
                var link = await OpenAsync(_options.Transports[i], start(), cancellation);
                _lastGood = i;
                return link;
            }
            catch (LinkFailedException failure) when (failure.TryNext && i + 1 < _options.Transports.Count)
            {
                // The next rung of the ladder.
            }
            catch (LinkFailedException)
            {
                _lastGood = 0;
                throw;
            }
        }
    }

    /// <summary>Tries the best transport only.</summary>
    /// <exception cref="LinkFailedException">It could not be opened.</exception>
    public async Task<ILink> OpenBestAsync(Func<IReadOnlyList<TopicStart>> start, CancellationToken cancellation)
    {
        var link = await OpenAsync(Best, start(), cancellation);
        _lastGood = 0;
        return link;
    }

    public void Dispose() => _http.Dispose();

    private async Task<ILink> OpenAsync(TransportKind kind, IReadOnlyList<TopicStart> topics, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(_options.AttemptTimeout, _options.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            await _http.RenewTokenAsync(either.Token);
            return kind == TransportKind.WebSocket
                ? await WebSocketLink.OpenAsync(_options, _http.Token, topics, either.Token)
                : await HttpLink.OpenAsync(_options, _http, kind, topics, either.Token);
        }
        catch (Exception error) when (error is not LinkFailedException)
        {
            cancellation.ThrowIfCancellationRequested();
            if (error is OperationCanceledException)
                throw new LinkFailedException(LinkEnd.Lost("no acknowledgement in time"), tryNext: true, error);
            throw new LinkFailedException(LinkEnd.Lost(error.Message), tryNext: !IsUnreachable(error), error);
        }
    }

    /// <summary>Nobody listens there: no other transport would find somebody. What is reset on the way is none of that.</summary>
    private static bool IsUnreachable(Exception error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is SocketException
                {
                    SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.NoData
                        or SocketError.TryAgain or SocketError.HostUnreachable or SocketError.NetworkUnreachable
                        or SocketError.NetworkDown or SocketError.TimedOut,
                })
                return true;
        }

        return false;
    }

    /// <summary>
    /// What an HTTP status means for the attempt; null for one that says nothing. 403 is about what was asked for, or comes
    /// from a proxy that knows no WebSockets.
    /// </summary>
    public static LinkFailedException? OfStatus(HttpStatusCode status, TimeSpan? retryAfter)
    {
        var reason = $"HTTP {(int)status}";
        return status switch
        {
            HttpStatusCode.Unauthorized =>
                new LinkFailedException(LinkEnd.Refused(reason) with { IsAboutToken = true }, tryNext: false),
            HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests =>
                new LinkFailedException(LinkEnd.Lost(reason) with { AtLeast = retryAfter ?? TimeSpan.Zero }, tryNext: false),
            _ => null,
        };
    }
}
