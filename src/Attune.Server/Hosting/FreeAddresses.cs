using System.Net;
using System.Net.Sockets;

namespace Attune.Server.Hosting;

/// <summary>Looks whether the addresses are free before anything is opened, so that a taken port is one clear sentence.</summary>
internal static class FreeAddresses
{
    /// <param name="urls">Checked addresses, separated by ';'.</param>
    /// <exception cref="ConfigurationException">Another program listens there.</exception>
    public static void Require(string urls)
    {
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var uri = new Uri(url);
            var address = uri.Host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(uri.Host.Trim('[', ']'));
            try
            {
                using var probe = new TcpListener(address, uri.Port);
                probe.Start();
            }
            catch (SocketException error) when (error.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                throw new ConfigurationException($"{url}: address already in use. Stop the other program, or choose another "
                    + "address with --urls http://127.0.0.1:PORT.");
            }
            catch (SocketException error)
            {
                throw new ConfigurationException($"{url}: {error.Message}. Choose another address with --urls.");
            }
        }
    }
}
