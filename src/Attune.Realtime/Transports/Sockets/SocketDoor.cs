using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Attune.Realtime.Transports.Sockets;

/// <summary>
/// Listens at the server's TCP addresses in the place of Kestrel's own transport. A connection whose first request opens the
/// real-time stream is served on its bare socket: without HTTP objects, pipes and a copy of every frame it costs a fraction.
/// Every other connection is handed to Kestrel with all its bytes.
/// </summary>
internal sealed class SocketDoor(IServiceProvider services, ILoggerFactory loggers, TimeProvider clock)
    : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    private const int Backlog = 4096;

    public bool CanBind(EndPoint endpoint) => endpoint is IPEndPoint;

    [SuppressMessage("Reliability", "CA2000", Justification = "The listener disposes of what it is given.")]
    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
        try
        {
            socket.Listen(Backlog);
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            socket.Dispose();
            throw new AddressInUseException(error.Message, error);
        }

        var contexts = new SocketConnectionContextFactory(
            new SocketConnectionFactoryOptions(), loggers.CreateLogger<SocketConnectionContextFactory>());
        // Not earlier: the HTTP server and this door are made before the settings have been checked.
        var host = services.GetRequiredService<StreamHost>();
        return ValueTask.FromResult<IConnectionListener>(new SocketListener(socket, host, contexts, clock));
    }
}
