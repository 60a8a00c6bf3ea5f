using System.Text;
using System.Text.RegularExpressions;
using Attune.Fuzz.Fuzzing;
using Attune.Realtime.Transports.Sockets;
using Attune.Realtime.Transports.WebSockets;

namespace Attune.Fuzz.Targets;

/// <summary>
/// The first bytes of a connection. Promises: the socket door takes exactly the plain openings that the grammar of RFC 9112
/// and RFC 6455 4.2.1 describes, everything else is left to the HTTP server; it never reads past the head; compression is
/// agreed to exactly for the offers that RFC 7692 7.1 allows and we speak.
/// </summary>
internal sealed partial class HandshakeTarget : IFuzzTarget
{
    private static readonly string[] NoBody = ["content-length", "transfer-encoding", "expect", "content-encoding", "trailer"];

    public string Name => "handshake";

    public int Rounds => 6000;

    public byte[] Generate(Chance chance) => HandshakeGrammar.Head(chance);

    public ValueTask<string> RunAsync(byte[] input)
    {
        var request = UpgradeRequest.Read(input);
        var text = Encoding.Latin1.GetString(input);
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var headers = end < 0 ? null : HeadersOf(text[..end]);
        Promise.Same(headers is not null, request is not null, "a plain opening, and nothing else, is taken");
        if (request is null)
            return ValueTask.FromResult($"left {end < 0} {text.StartsWith("GET /v2/realtime/stream", StringComparison.Ordinal)}");
        Promise.Same(end + 4, request.Length, "the head ends at the first empty line");
        var target = text.Split(' ')[1];
        Promise.Same(target["/v2/realtime/stream".Length..], request.Query, "the query is what stands behind the path");
        foreach (var (name, value) in headers!)
            Promise.Holds(request.Headers[name].Contains(value), $"the header {name} has its value");
        var isAcceptable = DeflateOffer.IsAcceptable(request.Headers.SecWebSocketExtensions);
        var offers = headers.Where(header => header.Name.Equals("Sec-WebSocket-Extensions", StringComparison.OrdinalIgnoreCase))
            .SelectMany(header => header.Value.Split(',')).ToList();
        Promise.Same(offers.Exists(IsOffer), isAcceptable, "compression is agreed to when an offer allows it");
        return ValueTask.FromResult($"taken {offers.Count} {isAcceptable} {request.Query.Length > 0} {headers.Count}");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static List<(string Name, string Value)>? HeadersOf(string head)
    {
        var lines = head.Split("\r\n");
        if (head.Any(character => character > '\x7f') || !RequestLine().IsMatch(lines[0]))
            return null;
        var headers = new List<(string Name, string Value)>();
        foreach (var line in lines.Skip(1))
        {
            if (HeaderLine().Match(line) is not { Success: true } match)
                return null;
            headers.Add((match.Groups["name"].Value, match.Groups["value"].Value));
        }

        return IsOpening(headers) ? headers : null;
    }

    private static bool IsOpening(List<(string Name, string Value)> headers)
    {
        return Only("host") is not null
            && Only("upgrade")?.ToLowerInvariant() == "websocket"
            && Only("sec-websocket-version") == "13"
            && Only("sec-websocket-key") is { } key && Key().IsMatch(key)
            && Only("connection") is { } connection
            && connection.Split(',').Any(token => token.Trim().Equals("upgrade", StringComparison.OrdinalIgnoreCase))
            && !headers.Exists(header => NoBody.Contains(header.Name.ToLowerInvariant()));

        string? Only(string name) =>
            headers.Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).ToList() is [var one]
                ? one.Value : null;
    }

    private static bool IsOffer(string offer)
    {
        var parts = offer.Split(';').Select(part => part.Trim()).ToList();
        var names = parts.Skip(1).Select(part => part.Split('=')[0].Trim()).ToList();
        return parts[0] == "permessage-deflate" && names.Distinct().Count() == names.Count
            && parts.Skip(1).All(part => Parameter().IsMatch(part));
    }

    [GeneratedRegex(@"\AGET /v2/realtime/stream(\?[!-""$-~]*)? HTTP/1\.1\z")]
    private static partial Regex RequestLine();

    [GeneratedRegex(@"\A(?<name>[!#$%&'*+\-.^_`|~0-9A-Za-z]+):[ \t]*(?<value>([!-~]([ -~\t]*[!-~])?)?)[ \t]*\z")]
    private static partial Regex HeaderLine();

    [GeneratedRegex(@"\A[A-Za-z0-9+/]{22}==\z")]
    private static partial Regex Key();

    [GeneratedRegex(
        @"\A((server|client)_no_context_takeover|client_max_window_bits([ \t]*=[ \t]*""*(8|9|1[0-5])[ \t]*""*)?)\z")]
    private static partial Regex Parameter();
}
