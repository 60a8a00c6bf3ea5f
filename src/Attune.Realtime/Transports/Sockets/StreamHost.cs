using System.Net;
using System.Net.Sockets;
using System.Text;
using Attune.Foundation.Access;
using Attune.Foundation.Hosting;
using Attune.Realtime.Admission;
using Attune.Realtime.Delivery;
using Attune.Realtime.Sessions;
using Attune.Realtime.Transports.WebSockets;
using Microsoft.AspNetCore.Http;

namespace Attune.Realtime.Transports.Sockets;

/// <summary>Serves WebSocket connections on their bare sockets, from the handshake to the last byte.</summary>
internal sealed class StreamHost(
    DeliveryHub hub, SessionServices services, WebSocketConversation conversation, DrainControl drain, IAccess access, Ids ids,
    Hurry hurry, RealtimeLog log)
{
    private const int LingerBytes = 64 * 1024;
    private static readonly TimeSpan LingerTime = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long the server waits for its connections when it stops: longer than the longest drain and shorter than a stop may
    /// take.
    /// </summary>
    private static readonly TimeSpan GoodbyeTime = TimeSpan.FromSeconds(8);

    private readonly Lock _gate = new();
    private readonly HashSet<Socket> _serving = [];
    private TaskCompletionSource? _allGone;

    /// <summary>Takes a connection over.</summary>
    /// <returns>
    /// False, and nothing read or written, when the caller may not open it or there is no room: the HTTP server then says why.
    /// </returns>
    public async ValueTask<bool> TryServeAsync(Socket socket, UpgradeRequest request)
    {
        // Before the token is looked at, which is what costs when many come at once.
        if (drain.IsDraining || services.Admission.AtTheDoor(isHandshake: true, isCounted: false) is not null
            || await IdentifyAsync(socket, request) is not { } caller)
            return false;
        var entered = services.Admission.Enter(caller, isHandshake: true, isCounted: false);
        if (entered.Failure is not null)
            return false;
        Enter(socket);
        _ = ServeAsync(socket, Answer(socket, request, caller, entered.Value), entered.Value);
        return true;
    }

    /// <summary>Waits until every connection has said goodbye; cuts those that do not.</summary>
    public async Task WaitForAllAsync()
    {
        Task gone;
        lock (_gate)
        {
            if (_serving.Count == 0)
                return;
            _allGone ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            gone = _allGone.Task;
        }

        if (await Task.WhenAny(gone, Task.Delay(GoodbyeTime, services.Clock, hurry.Token)) == gone)
            return;
        lock (_gate)
        {
            foreach (var socket in _serving)
                socket.Close(timeout: 0);
        }

        await gone;
    }

    private async ValueTask<Caller?> IdentifyAsync(Socket socket, UpgradeRequest request)
    {
        if (EndsOf(socket) is not var (local, remote))
            return null;
        var context = new DefaultHttpContext();
        context.Request.Method = HttpMethods.Get;
        context.Request.Protocol = HttpProtocol.Http11;
        context.Request.Scheme = "http";
        context.Request.Path = "/v2/realtime/stream";
        context.Request.QueryString = new QueryString(request.Query);
        foreach (var (name, value) in request.Headers)
            context.Request.Headers[name] = value;
        context.Connection.RemoteIpAddress = remote.Address;
        context.Connection.RemotePort = remote.Port;
        context.Connection.LocalPort = local.Port;
        try
        {
            var identified = await access.IdentifyAsync(context);
            if (identified.Failure is { } failure)
                return ReferenceEquals(failure, AccessFailures.TokenMissing) ? Caller.Nobody : null;
            return await access.AllowAsync(identified.Value, RealtimeVerbs.Connect, "", CancellationToken.None)
                ? identified.Value
                : null;
        }
        catch (Exception error)
        {
            // A key that cannot be read, for example. The HTTP server comes upon the same, and answers.
            log.StreamFailed(error);
            return null;
        }
    }

    private static (IPEndPoint Local, IPEndPoint Remote)? EndsOf(Socket socket)
    {
        try
        {
            return socket is { LocalEndPoint: IPEndPoint local, RemoteEndPoint: IPEndPoint remote } ? (local, remote) : null;
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Gone already; the HTTP server finds that out in its own way.
            return null;
        }
    }

    /// <param name="socket">Entered.</param>
    /// <param name="connection">Null when it went away during the handshake.</param>
    /// <param name="pass">What it counts against.</param>
    private async Task ServeAsync(Socket socket, Connection? connection, AdmissionPass pass)
    {
        try
        {
            if (connection is null)
                return;
            await conversation.RunAsync(connection, (SocketTransport)connection.Writer, CancellationToken.None);
            await LingerAsync(socket);
        }
        catch (Exception error)
        {
            // Nobody waits for this task: what nobody foresaw is told here.
            log.StreamFailed(error);
        }
        finally
        {
            socket.Dispose();
            services.Admission.Leave(pass);
            Leave(socket);
        }
    }

    /// <summary>Takes the request's bytes and answers it. Nothing of the request is kept.</summary>
    private Connection? Answer(Socket socket, UpgradeRequest request, Caller caller, AdmissionPass pass)
    {
        var isDeflated = services.Options.Compression && DeflateOffer.IsAcceptable(request.Headers.SecWebSocketExtensions);
        var extensions = isDeflated ? $"Sec-WebSocket-Extensions: {DeflateOffer.Accepted}\r\n" : "";
        var answer = Encoding.ASCII.GetBytes(
            "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: "
            + $"{UpgradeAnswer.AcceptKey(request.Headers.SecWebSocketKey.ToString())}\r\n{extensions}\r\n");
        try
        {
            if (socket.Receive(new byte[request.Length], SocketFlags.None, out _) != request.Length
                || socket.Send(answer, SocketFlags.None, out _) != answer.Length)
                return null;
        }
        catch (Exception error) when (error is ObjectDisposedException or SocketException)
        {
            // The server stops, or the client goes, at this very moment.
            return null;
        }

        var (id, shard) = hub.NextConnection();
        return new Connection(
            id, ids.NewText(), caller, Connection.WebSocket, services.Clock.GetUtcNow(), new SocketTransport(socket), shard)
        {
            IsDeflated = isDeflated,
            Pass = pass,
        };
    }

    /// <summary>
    /// Lets the last frame arrive: a socket that is closed with bytes unread makes the kernel throw away what the client has
    /// not taken yet.
    /// </summary>
    private static async Task LingerAsync(Socket socket)
    {
        var buffer = new byte[1024];
        using var deadline = new CancellationTokenSource(LingerTime);
        try
        {
            socket.Shutdown(SocketShutdown.Send);
            for (var left = LingerBytes; left > 0;)
            {
                var read = await socket.ReceiveAsync(buffer, SocketFlags.None, deadline.Token);
                if (read == 0)
                    return;
                left -= read;
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The client is gone, or says more than anybody wants to hear.
        }
    }

    private void Enter(Socket socket)
    {
        lock (_gate)
            _serving.Add(socket);
    }

    private void Leave(Socket socket)
    {
        lock (_gate)
        {
            if (_serving.Remove(socket) && _serving.Count == 0)
                _allGone?.TrySetResult();
        }
    }
}
