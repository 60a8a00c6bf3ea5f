using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;

namespace Attune.Server.Verbs.Simulate.Wire;

/// <summary>
/// One WebSocket connection that speaks version 1 of the protocol. It knows no reconnecting: every failure of the
/// connection is a <see cref="ConnectionLostException"/>, and the actor decides what comes next.
/// </summary>
internal sealed class RealtimeSocket : IFrameFeed
{
    private const int ReadBytes = 16 * 1024;
    private static readonly TimeSpan ConnectDeadline = TimeSpan.FromSeconds(10);

    private readonly ClientWebSocket _socket = new();
    private readonly ArrayBufferWriter<byte> _message = new(ReadBytes);

    private RealtimeSocket()
    {
    }

    /// <summary>Its events carry none; only the ack does, for where the connection began.</summary>
    public string? Token => null;

    public int Rounds => 1;

    /// <summary>Waits until the server is up, connects, sends the handshake and reads the ack.</summary>
    /// <exception cref="ConnectionLostException">The server went away meanwhile.</exception>
    /// <exception cref="RefusedException">The handshake was refused.</exception>
    public static async Task<(RealtimeSocket Socket, ServerFrame Ack)> OpenAsync(
        ServerTarget target, ReadOnlyMemory<byte> handshake, CancellationToken cancellation, bool isNarrow = false)
    {
        await target.Availability.WaitAsync(cancellation);
        var connection = new RealtimeSocket();
        try
        {
            await connection.ConnectAsync(target, isNarrow, cancellation);
            await connection.SendAsync(handshake, cancellation);
            var ack = await connection.ReceiveAsync(cancellation);
            ack.ThrowIfError();
            if (ack.Type != "ack")
                throw new RefusedException("handshake", $"the first frame was '{ack.Type}' instead of an ack");
            return (connection, ack);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Sends one text frame.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> json, CancellationToken cancellation)
    {
        try
        {
            await _socket.SendAsync(json, WebSocketMessageType.Text, endOfMessage: true, cancellation);
        }
        catch (Exception error) when (IsLoss(error, cancellation))
        {
            throw new ConnectionLostException(error);
        }
    }

    /// <summary>Reads the next frame.</summary>
    /// <exception cref="ConnectionLostException">The connection ended instead.</exception>
    public async Task<ServerFrame> ReceiveAsync(CancellationToken cancellation)
    {
        _message.ResetWrittenCount();
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(_message.GetMemory(ReadBytes), cancellation);
                if (part.MessageType == WebSocketMessageType.Close)
                    throw new ConnectionLostException($"closed with {_socket.CloseStatus} {_socket.CloseStatusDescription}");
                _message.Advance(part.Count);
                if (part.EndOfMessage)
                    return new ServerFrame(Parse(_message.WrittenSpan));
            }
        }
        catch (Exception error) when (IsLoss(error, cancellation))
        {
            throw new ConnectionLostException(error);
        }
    }

    /// <summary>Drops the connection without a word, as a pulled cable would.</summary>
    public void Abort() => _socket.Abort();

    public void Dispose() => _socket.Dispose();

    private static JsonElement Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        return JsonElement.ParseValue(ref reader);
    }

    /// <summary>
    /// A cancelled operation makes the socket unusable, so after our own abort any of these can come out of it; only a
    /// cancellation that was really asked for is passed on.
    /// </summary>
    private static bool IsLoss(Exception error, CancellationToken cancellation) =>
        !cancellation.IsCancellationRequested
        && error is WebSocketException or IOException or ObjectDisposedException or InvalidOperationException
            or OperationCanceledException;

    private async Task ConnectAsync(ServerTarget target, bool isNarrow, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(ConnectDeadline);
        try
        {
            await _socket.ConnectAsync(
                target.Stream, isNarrow ? ClientSockets.Narrow : ClientSockets.Ordinary, deadline.Token);
        }
        catch (Exception error) when (IsLoss(error, cancellation))
        {
            throw new ConnectionLostException(error);
        }
    }
}
