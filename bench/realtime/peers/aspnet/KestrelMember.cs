using System.Net.WebSockets;

namespace RealtimePeers;

/// <summary>Sends on one WebSocket; messages wait in a queue only while an earlier send is under way.</summary>
internal sealed class KestrelMember(WebSocket socket) : IMember
{
    private readonly Lock _gate = new();
    private Queue<byte[]>? _waiting;
    private bool _isSending;

    public void Send(byte[] message)
    {
        lock (_gate)
        {
            if (_isSending)
            {
                (_waiting ??= new Queue<byte[]>()).Enqueue(message);
                return;
            }

            var send = Start(message);
            if (send.IsCompletedSuccessfully)
                return;
            _isSending = true;
            _ = FinishAsync(send);
        }
    }

    /// <summary>Reads until the client is gone, with no buffer while nothing comes.</summary>
    public async Task ReadAwayAsync(CancellationToken cancellation)
    {
        var small = new byte[16];
        try
        {
            while (socket.State == WebSocketState.Open)
            {
                await socket.ReceiveAsync(Memory<byte>.Empty, cancellation);
                await socket.ReceiveAsync(small.AsMemory(), cancellation);
            }
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException)
        {
            // A client that vanishes is an ordinary end of its connection.
        }
    }

    private ValueTask Start(byte[] message) =>
        socket.SendAsync(message.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private async Task FinishAsync(ValueTask send)
    {
        try
        {
            while (true)
            {
                await send;
                lock (_gate)
                {
                    if (_waiting is not { Count: > 0 })
                    {
                        _isSending = false;
                        return;
                    }

                    send = Start(_waiting.Dequeue());
                }
            }
        }
        catch (WebSocketException)
        {
            // The reading side ends the connection; nothing more can be sent to it.
        }
    }
}
