using System.Net.Sockets;
using Attune.Realtime.Sessions;

namespace Attune.Realtime.Transports.Sockets;

/// <summary>
/// Both halves of a bare socket. The kernel takes what is written at once unless the client is behind; then the rest waits
/// until it has taken more, and its connection with it.
/// </summary>
/// <param name="socket">Not blocking.</param>
internal sealed class SocketTransport(Socket socket) : IConnectionReader, IConnectionWriter
{
    public ValueTask<int> ReadAsync(Memory<byte> into, CancellationToken cancellation) =>
        socket.ReceiveAsync(into, SocketFlags.None, cancellation);

    public ValueTask WriteAsync(ReadOnlyMemory<byte> frames)
    {
        try
        {
            var sent = socket.Send(frames.Span, SocketFlags.None, out var error);
            if (sent == frames.Length)
                return ValueTask.CompletedTask;
            if (error is SocketError.Success or SocketError.WouldBlock)
                return SendRestAsync(frames[sent..]);
            return ValueTask.FromException(new SocketException((int)error));
        }
        catch (ObjectDisposedException error)
        {
            // The reader has found out first that the client is gone.
            return ValueTask.FromException(error);
        }
    }

    /// <summary>Nothing that still waits in the kernel is worth its memory: the client does not take it.</summary>
    public void Abort() => socket.Close(timeout: 0);

    private async ValueTask SendRestAsync(ReadOnlyMemory<byte> rest)
    {
        while (!rest.IsEmpty)
            rest = rest[await socket.SendAsync(rest, SocketFlags.None)..];
    }
}
