using System.Text;
using Attune.Realtime.Transports.WebSockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Attune.Realtime.Transports.Sockets;

/// <summary>
/// The first request of a connection, when it opens the real-time stream and nothing about it is unusual. Everything else is
/// left to the HTTP server, which understands more and says what is wrong.
/// </summary>
internal sealed class UpgradeRequest
{
    /// <summary>The largest head that is looked at, in bytes.</summary>
    public const int MaxHead = 8 * 1024;

    private static readonly string[] WrongHere = ["Content-Length", "Transfer-Encoding", "Expect", "Content-Encoding", "Trailer"];

    private UpgradeRequest(int length, string query, HeaderDictionary headers)
    {
        Length = length;
        Query = query;
        Headers = headers;
    }

    /// <summary>Bytes of the head, with the empty line at its end.</summary>
    public int Length { get; }

    /// <summary>With its question mark; empty without.</summary>
    public string Query { get; }

    public IHeaderDictionary Headers { get; }

    /// <summary>Reads a head that has arrived whole.</summary>
    /// <param name="bytes">The first bytes of the connection.</param>
    /// <returns>Null for anything but a plain opening of the stream.</returns>
    public static UpgradeRequest? Read(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf("\r\n\r\n"u8);
        if (end < 0 || !bytes.StartsWith("GET /v2/realtime/stream"u8) || !Ascii.IsValid(bytes[..end]))
            return null;
        var lines = bytes[..end];
        if (ReadTarget(TakeLine(ref lines)) is not { } query || ReadHeaders(lines) is not { } headers)
            return null;
        return IsPlain(headers) ? new UpgradeRequest(end + 4, query, headers) : null;
    }

    /// <summary>The query of the request line <c>GET /v2/realtime/stream?… HTTP/1.1</c>.</summary>
    private static string? ReadTarget(ReadOnlySpan<byte> line)
    {
        if (!line.EndsWith(" HTTP/1.1"u8))
            return null;
        var query = line["GET /v2/realtime/stream".Length..^" HTTP/1.1".Length];
        if (query.IsEmpty)
            return "";
        foreach (var character in query)
        {
            if (character is <= (byte)' ' or 0x7F or (byte)'#')
                return null;
        }

        return query[0] == '?' ? Encoding.ASCII.GetString(query) : null;
    }

    private static HeaderDictionary? ReadHeaders(ReadOnlySpan<byte> lines)
    {
        var headers = new HeaderDictionary();
        while (!lines.IsEmpty)
        {
            var line = TakeLine(ref lines);
            var colon = line.IndexOf((byte)':');
            if (colon < 1 || !IsToken(line[..colon]))
                return null;
            var value = line[(colon + 1)..].Trim(" \t"u8);
            foreach (var character in value)
            {
                if (character is < (byte)' ' and not (byte)'\t' or 0x7F)
                    return null;
            }

            var name = Encoding.ASCII.GetString(line[..colon]);
            headers[name] = StringValues.Concat(headers[name], Encoding.ASCII.GetString(value));
        }

        return headers;
    }

    /// <summary>A WebSocket handshake by the letter (RFC 6455 4.2.1), with nothing that promises a body.</summary>
    private static bool IsPlain(IHeaderDictionary headers) =>
        headers.Host.Count == 1
        && headers.Upgrade.Count == 1
        && string.Equals(headers.Upgrade, "websocket", StringComparison.OrdinalIgnoreCase)
        && headers.Connection.Count == 1
        && headers.Connection.ToString().Split(',', StringSplitOptions.TrimEntries)
            .Contains("upgrade", StringComparer.OrdinalIgnoreCase)
        && headers.SecWebSocketVersion.Count == 1 && headers.SecWebSocketVersion == "13"
        && headers.SecWebSocketKey.Count == 1 && UpgradeAnswer.IsKey(headers.SecWebSocketKey.ToString())
        && !Array.Exists(WrongHere, headers.ContainsKey);

    private static bool IsToken(ReadOnlySpan<byte> name)
    {
        foreach (var character in name)
        {
            if (!char.IsAsciiLetterOrDigit((char)character) && !"!#$%&'*+-.^_`|~"u8.Contains(character))
                return false;
        }

        return true;
    }

    private static ReadOnlySpan<byte> TakeLine(ref ReadOnlySpan<byte> lines)
    {
        var end = lines.IndexOf("\r\n"u8);
        var line = end < 0 ? lines : lines[..end];
        lines = end < 0 ? [] : lines[(end + 2)..];
        return line;
    }
}
