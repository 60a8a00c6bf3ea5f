using System.Security.Cryptography;
using System.Text;

namespace Attune.Realtime.Transports.WebSockets;

/// <summary>What the server says to a WebSocket handshake (RFC 6455 4.2).</summary>
internal static class UpgradeAnswer
{
    private const string AcceptSuffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /// <summary>Whether a client's key is sixteen bytes in base64.</summary>
    public static bool IsKey(string key) => key.Length == 24
        && Convert.TryFromBase64String(key, stackalloc byte[18], out var length)
        && length == 16;

    /// <summary>RFC 6455 4.2.2; SHA-1 is what the protocol prescribes, nothing is protected by it.</summary>
    public static string AcceptKey(string key)
    {
#pragma warning disable CA5350
        return Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + AcceptSuffix)));
#pragma warning restore CA5350
    }
}
