using Microsoft.Extensions.Primitives;

namespace Attune.Realtime.Transports.WebSockets;

/// <summary>
/// Negotiates permessage-deflate (RFC 7692 5 and 7.1). Only one answer is ever given: no context takeover in either
/// direction, so that a message is deflated once for all recipients and no connection keeps a window.
/// </summary>
internal static class DeflateOffer
{
    /// <summary>What is answered to an acceptable offer. A client need not have asked for either.</summary>
    public const string Accepted = "permessage-deflate; server_no_context_takeover; client_no_context_takeover";

    private const int LargestWindow = 15;
    private const int SmallestWindow = 8;

    /// <summary>Whether a client offers compression in a way that is spoken here.</summary>
    /// <param name="offers">The values of <c>Sec-WebSocket-Extensions</c>: alternatives, best first.</param>
    public static bool IsAcceptable(StringValues offers)
    {
        foreach (var line in offers)
        {
            foreach (var offer in (line ?? "").Split(','))
            {
                if (IsAcceptable(offer.Split(';', StringSplitOptions.TrimEntries)))
                    return true;
            }
        }

        return false;
    }

    private static bool IsAcceptable(string[] offer)
    {
        if (offer[0] != "permessage-deflate")
            return false;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var parameter in offer.AsSpan(1))
        {
            var equals = parameter.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? parameter : parameter[..equals].TrimEnd();
            var value = equals < 0 ? null : parameter[(equals + 1)..].Trim().Trim('"');
            if (!seen.Add(name) || !IsUnderstood(name, value))
                return false;
        }

        return true;
    }

    /// <summary>
    /// A limit on our window is refused: the compressor's is fixed. The client's own window may be any; ours for inflating is
    /// the largest.
    /// </summary>
    private static bool IsUnderstood(string name, string? value) => name switch
    {
        "server_no_context_takeover" or "client_no_context_takeover" => value is null,
        "client_max_window_bits" => value is null || WindowOf(value) >= SmallestWindow,
        _ => false,
    };

    private static int WindowOf(string value) =>
        value is [>= '1' and <= '9', ..] && int.TryParse(value, out var bits) && bits <= LargestWindow ? bits : 0;
}
