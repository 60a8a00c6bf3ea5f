using System.Net.Sockets;

namespace Attune.Server.Verbs.Simulate.Wire;

/// <summary>The TCP connections of the simulated clients, ordinary ones and narrow ones.</summary>
internal static class ClientSockets
{
    private const int NarrowReceiveBytes = 4096;
    private const int NarrowSegmentBytes = 536;
    private const int LinuxTcpLevel = 6;
    private const int LinuxTcpMaxSegment = 2;

    public static HttpMessageInvoker Ordinary { get; } = new(new SocketsHttpHandler { UseProxy = false });

    /// <summary>
    /// Takes little ahead of its reader: a client that stops reading is soon felt by the server, instead of only after the
    /// megabytes that the operating system keeps for it.
    /// </summary>
    public static HttpMessageInvoker Narrow { get; } =
        new(new SocketsHttpHandler { UseProxy = false, ConnectCallback = ConnectNarrowAsync });

    private static async ValueTask<Stream> ConnectNarrowAsync(
        SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = NarrowReceiveBytes, NoDelay = true };
        try
        {
            // Linux sizes the send buffer of the other side by the segments that this side says it takes.
            if (OperatingSystem.IsLinux())
                socket.SetRawSocketOption(LinuxTcpLevel, LinuxTcpMaxSegment, BitConverter.GetBytes(NarrowSegmentBytes));
            await socket.ConnectAsync(context.DnsEndPoint, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
