using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Attune.Realtime.Transports.Sockets;

/// <summary>Accepts connections at one address, looks at their first bytes, and sends each where it belongs.</summary>
internal sealed class SocketListener : IConnectionListener
{
    /// <summary>As long as the HTTP server lets a connection be silent.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private const int KeepAliveSeconds = 30;
    private const int KeepAliveIntervalSeconds = 10;
    private const int KeepAliveRetries = 3;

    private static readonly TimeSpan PauseWhenFull = TimeSpan.FromMilliseconds(100);

    private readonly Channel<ConnectionContext> _forHttp = Channel.CreateBounded<ConnectionContext>(1024);
    private readonly CancellationTokenSource _stop = new();
    private readonly Socket _listening;
    private readonly StreamHost _host;
    private readonly SocketConnectionContextFactory _contexts;
    private readonly TimeProvider _clock;
    private readonly Visitors _visitors;
    private readonly Task _running;

    public SocketListener(
        Socket listening, StreamHost host, SocketConnectionContextFactory contexts, TimeProvider clock)
    {
        _listening = listening;
        _host = host;
        _contexts = contexts;
        _clock = clock;
        _visitors = new Visitors(Patience, clock);
        EndPoint = listening.LocalEndPoint!;
        _running = Task.WhenAll(AcceptAllAsync(), SendAwayAsync());
    }

    public EndPoint EndPoint { get; }

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) =>
        await _forHttp.Reader.WaitToReadAsync(cancellationToken) && _forHttp.Reader.TryRead(out var context) ? context : null;

    public async ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        if (_stop.IsCancellationRequested)
            return;
        await _stop.CancelAsync();
        _listening.Dispose();
        _visitors.SendAllAway();
        await _running;
        _forHttp.Writer.TryComplete();
    }

    public async ValueTask DisposeAsync()
    {
        await UnbindAsync();
        await _host.WaitForAllAsync();
        _contexts.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAllAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var socket = await _listening.AcceptAsync(_stop.Token);
                _ = GreetAsync(socket);
            }
            catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException error)
            {
                // Without a free descriptor every accept fails at once; a client that gave up in the backlog is nothing.
                if (error.SocketErrorCode != SocketError.ConnectionReset && !_stop.IsCancellationRequested)
                    await Task.Delay(PauseWhenFull, _clock, CancellationToken.None);
            }
        }
    }

    private async Task SendAwayAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), _clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
                _visitors.SendAway();
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    /// <summary>Waits for the first bytes and decides by them, without taking them away from who comes next.</summary>
    private async Task GreetAsync(Socket socket)
    {
        try
        {
            socket.NoDelay = true;
            socket.Blocking = false;
            FindDeadPeers(socket);
            _visitors.Add(socket);
            // Between the look at the token and the list above the server may have begun to stop.
            if (_stop.IsCancellationRequested)
                socket.Dispose();
            _ = await socket.ReceiveAsync(Memory<byte>.Empty, SocketFlags.None);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Gone, or too silent, before it said anything.
            socket.Dispose();
            return;
        }
        finally
        {
            _visitors.Remove(socket);
        }

        try
        {
            if (Peek(socket) is { } request && await _host.TryServeAsync(socket, request))
                return;
            await _forHttp.Writer.WriteAsync(_contexts.Create(socket));
        }
        catch (Exception error) when (error is ChannelClosedException or SocketException or ObjectDisposedException)
        {
            socket.Dispose();
        }
    }

    /// <summary>
    /// A peer that vanished without a word, while it uploads for example, is found by the kernel: nothing else would ever
    /// tell of it.
    /// </summary>
    private static void FindDeadPeers(Socket socket)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, KeepAliveSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, KeepAliveIntervalSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, KeepAliveRetries);
    }

    private static UpgradeRequest? Peek(Socket socket)
    {
        var head = ArrayPool<byte>.Shared.Rent(UpgradeRequest.MaxHead);
        try
        {
            var length = socket.Receive(head.AsSpan(0, UpgradeRequest.MaxHead), SocketFlags.Peek, out var error);
            return error == SocketError.Success ? UpgradeRequest.Read(head.AsSpan(0, length)) : null;
        }
        catch (ObjectDisposedException)
        {
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(head, clearArray: true);
        }
    }
}
