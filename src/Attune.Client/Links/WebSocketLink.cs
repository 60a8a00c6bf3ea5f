using System.Buffers;
using System.Globalization;
using System.Net.WebSockets;
using System.Threading.Channels;
using Attune.Client.Protocol;
using Attune.Contracts.Errors;

namespace Attune.Client.Links;

/// <summary>Everything over one WebSocket.</summary>
internal sealed class WebSocketLink : ILink
{
    private const int MaxFrameBytes = 64 * 1024 * 1024;
    private const int ReadBytes = 16 * 1024;

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    private readonly AttuneClientOptions _options;
    private readonly WebSocket _socket;
    private readonly ArrayBufferWriter<byte> _message = new(ReadBytes);
    private readonly CancellationTokenSource _over = new();
    // What waits here is bounded by the calls that may be pending.
    private readonly Channel<ReadOnlyMemory<byte>> _outgoing = Channel.CreateUnbounded<ReadOnlyMemory<byte>>(
        new UnboundedChannelOptions { SingleReader = true });
    private readonly List<ServerFrame> _greeting = [];
    private Task _sending = Task.CompletedTask;
    private Task _receiving = Task.CompletedTask;
    private Handshake _handshake;
    private long _lastHeard;

    private WebSocketLink(AttuneClientOptions options, WebSocket socket, Handshake handshake)
    {
        _options = options;
        _socket = socket;
        _handshake = handshake;
        _lastHeard = options.Clock.GetTimestamp();
    }

    public TransportKind Kind => TransportKind.WebSocket;

    public bool AnswersAppends => true;

    public IReadOnlyList<TopicStart> Greeted => _handshake.Topics;

    public IReadOnlyList<ServerFrame> Greeting => _greeting;

    public long LastHeard => Volatile.Read(ref _lastHeard);

    /// <summary>Connects and shakes hands.</summary>
    /// <exception cref="LinkFailedException">The server refused; other exceptions come from the network.</exception>
    public static async Task<WebSocketLink> OpenAsync(
        AttuneClientOptions options, string? token, IReadOnlyList<TopicStart> topics, CancellationToken cancellation)
    {
        var address = HttpAccess.SocketAddress(options.Address);
        var socket = options.ConnectSocket is { } connect
            ? await connect(address, token, cancellation)
            : await ConnectAsync(options, address, token, cancellation);
        var link = new WebSocketLink(options, socket, Handshake.For(topics));
        try
        {
            await link.ShakeHandsAsync(cancellation);
        }
        catch
        {
            socket.Dispose();
            link._over.Dispose();
            throw;
        }

        link._sending = link.SendAllAsync();
        return link;
    }

    public string? TokenOf(TopicStart start) =>
        _handshake.Topics.Any(start.IsSamePlace) ? _greeting[^1].Resume : null;

    public void Post(long reference, Verb verb)
    {
        if (verb is not (UnviewVerb or UnwriteVerb))
            _outgoing.Writer.TryWrite(verb.ToFrame(reference));
    }

    /// <summary>Reading goes on when it is given up, so that the socket can still be closed as the protocol wants it.</summary>
    public async Task<LinkEnd> RunAsync(Action<ServerFrame> receive, CancellationToken cancellation)
    {
        var receiving = ReceiveAllAsync(receive);
        _receiving = receiving;
        await ((Task)receiving).WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return receiving.IsCompleted ? await receiving : LinkEnd.Lost("given up");
    }

    private async Task<LinkEnd> ReceiveAllAsync(Action<ServerFrame> receive)
    {
        int[]? advice = null;
        try
        {
            while (true)
            {
                if (!await ReceiveAsync(_over.Token))
                    return End().Within(advice);
                var frame = ServerFrame.Read(_message.WrittenMemory);
                if (frame?.Type == "bye")
                    advice = frame.ReconnectAfterMs;
                else if (frame is not null)
                    receive(frame);
            }
        }
        catch (Exception error) when (error is WebSocketException or IOException or ObjectDisposedException
            or OperationCanceledException or InvalidOperationException)
        {
            return LinkEnd.Lost(error.Message).Within(advice);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _outgoing.Writer.TryComplete();
        // The other side may take nothing any more.
        await _sending.WaitAsync(Farewell).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _over.CancelAsync();
        _socket.Dispose();
        await _sending;
        // How it ended was told, or nobody wants to know.
        await _receiving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _over.Dispose();
    }

    private static async Task<WebSocket> ConnectAsync(
        AttuneClientOptions options, Uri address, string? token, CancellationToken cancellation)
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (options.Compression)
        {
            socket.Options.DangerousDeflateOptions = new WebSocketDeflateOptions
            {
                ClientContextTakeover = false,
                ServerContextTakeover = false,
            };
        }

        if (token is not null)
            socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        try
        {
            await socket.ConnectAsync(address, cancellation);
            return socket;
        }
        catch (WebSocketException) when (LinkOpener.OfStatus(socket.HttpStatusCode, RetryAfter(socket)) is { } refusal)
        {
            socket.Dispose();
            throw refusal;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static TimeSpan? RetryAfter(ClientWebSocket socket) =>
        socket.HttpResponseHeaders?.FirstOrDefault(header =>
            header.Key.Equals("Retry-After", StringComparison.OrdinalIgnoreCase)).Value?.FirstOrDefault() is { } text
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;

    private async Task ShakeHandsAsync(CancellationToken cancellation)
    {
        await SendHandshakeAsync(cancellation);
        while (true)
        {
            if (!await ReceiveAsync(cancellation))
                throw new LinkFailedException(End(), tryNext: false);
            var frame = ServerFrame.Read(_message.WrittenMemory);
            switch (frame?.Type)
            {
                case "ack":
                    _greeting.Add(frame);
                    return;
                case "bye":
                    throw new LinkFailedException(
                        LinkEnd.Lost(frame.Reason ?? "bye").Within(frame.ReconnectAfterMs), tryNext: false);
                case "error":
                    Correct(frame);
                    await SendHandshakeAsync(cancellation);
                    break;
            }
        }
    }

    /// <summary>One topic that is refused must not keep the others away; nor a token of another server.</summary>
    private void Correct(ServerFrame error)
    {
        if (error.Service is { } topic && _handshake.Topics.Any(start => start.Topic == topic))
        {
            _greeting.Add(error);
            _handshake = _handshake.Without(topic);
        }
        else if (error.Code == RealtimeErrors.InvalidArgument.Code && _handshake.Token is not null)
        {
            _handshake = _handshake with { Token = null };
        }
        else
        {
            throw new LinkFailedException(LinkEnd.OfError(error), tryNext: false);
        }
    }

    private ValueTask SendHandshakeAsync(CancellationToken cancellation) =>
        _socket.SendAsync(_handshake.ToFrame(), WebSocketMessageType.Text, Flags, cancellation);

    /// <summary>What a client sends is small, and may be secret.</summary>
    private const WebSocketMessageFlags Flags = WebSocketMessageFlags.EndOfMessage | WebSocketMessageFlags.DisableCompression;

    /// <summary>Reads one text message into the buffer; false when the other side has closed.</summary>
    private async ValueTask<bool> ReceiveAsync(CancellationToken cancellation)
    {
        _message.ResetWrittenCount();
        while (true)
        {
            var part = await _socket.ReceiveAsync(_message.GetMemory(ReadBytes), cancellation);
            Volatile.Write(ref _lastHeard, _options.Clock.GetTimestamp());
            if (part.MessageType == WebSocketMessageType.Close)
                return false;
            _message.Advance(part.Count);
            if (part.EndOfMessage)
                return true;
            if (_message.WrittenCount > MaxFrameBytes)
                throw new IOException($"The server sent a frame of more than {MaxFrameBytes} bytes.");
        }
    }

    private async Task SendAllAsync()
    {
        try
        {
            await foreach (var frame in _outgoing.Reader.ReadAllAsync(_over.Token))
                await _socket.SendAsync(frame, WebSocketMessageType.Text, Flags, _over.Token);
            if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, _over.Token);
        }
        catch (Exception error) when (error is WebSocketException or IOException or ObjectDisposedException
            or OperationCanceledException or InvalidOperationException)
        {
            // The receiving side sees the same end and tells it.
        }
    }

    private LinkEnd End() => LinkEnd.OfClosingCode((int?)_socket.CloseStatus ?? 0, _socket.CloseStatusDescription);
}
