using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Attune.Server.Verbs.Processes;

/// <summary>Finds a TCP port of 127.0.0.1 that nobody listens on.</summary>
internal static class FreePort
{
    // Below the range from which Linux takes ports for outgoing connections (32768 and up): while the server is dead, a
    // client must not be given the server's own port, or the restart would find it taken.
    private const int First = 15_000;
    private const int Last = 31_999;
    private const int Attempts = 200;

    /// <summary>A port that is free now; another program may still take it before it is used.</summary>
    public static int Find()
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var port = RandomNumberGenerator.GetInt32(First, Last + 1);
            if (IsFree(port))
                return port;
        }

        throw new InvalidOperationException($"No free port was found on 127.0.0.1 in {Attempts} attempts.");
    }

    private static bool IsFree(int port)
    {
        using var probe = new TcpListener(IPAddress.Loopback, port) { ExclusiveAddressUse = true };
        try
        {
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false; // taken: the caller tries another
        }
    }
}
