using System.Net.WebSockets;
using Attune.Client;

namespace Attune.Server.Tests.Clients;

/// <summary>
/// What lies between a client and the real server: it can refuse WebSockets, as a proxy does, and cut everything that is open.
/// </summary>
internal sealed class RoughNetwork : DelegatingHandler
{
    private readonly Lock _gate = new();
    private CancellationTokenSource _open = new();

    public RoughNetwork()
        : base(new SocketsHttpHandler())
    {
    }

    /// <summary>False: no WebSocket gets through.</summary>
    public bool AllowsSockets { get; set; } = true;

    /// <summary>False: no event stream gets through.</summary>
    public bool AllowsEventStreams { get; set; } = true;

    /// <summary>Options of an impatient client on this network.</summary>
    public AttuneClientOptions Options(Uri server, int seed) => new(server)
    {
        ConnectSocket = ConnectAsync,
        HttpHandler = this,
        AttemptTimeout = TimeSpan.FromSeconds(30),
        BackOffStart = TimeSpan.FromMilliseconds(10),
        BackOffLimit = TimeSpan.FromMilliseconds(100),
        ProbeInterval = TimeSpan.FromMilliseconds(100),
        Random = new Random(seed),
    };

    /// <summary>Ends every WebSocket and every request that is held.</summary>
    public void CutAll()
    {
        CancellationTokenSource open;
        lock (_gate)
            (open, _open) = (_open, new CancellationTokenSource());
        _ = open.CancelAsync();
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!AllowsEventStreams && request.RequestUri!.AbsolutePath.EndsWith("/events", StringComparison.Ordinal))
            throw new HttpRequestException("Event streams do not get through.");
        var response = await base.SendAsync(request, cancellationToken);
        if (response.Content.Headers.ContentType is { MediaType: "text/event-stream" } type)
        {
            var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            response.Content = new StreamContent(new CutStream(body, Open()));
            response.Content.Headers.ContentType = type;
        }

        return response;
    }

    private async Task<WebSocket> ConnectAsync(Uri address, string? token, CancellationToken cancellation)
    {
        if (!AllowsSockets)
            throw new WebSocketException("WebSockets do not get through.");
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(address, cancellation);
        Open().Register(socket.Abort);
        return socket;
    }

    private CancellationToken Open()
    {
        lock (_gate)
            return _open.Token;
    }
}
