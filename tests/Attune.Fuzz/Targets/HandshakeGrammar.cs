using System.Text;
using Attune.Fuzz.Fuzzing;

namespace Attune.Fuzz.Targets;

/// <summary>Makes heads of requests that open the stream, most of them with something unusual.</summary>
internal static class HandshakeGrammar
{
    private const string Key = "dGhlIHNhbXBsZSBub25jZQ==";

    public static byte[] Head(Chance chance)
    {
        var headers = new List<string>
        {
            chance.Of("Host: 127.0.0.1:4000", "Host: 127.0.0.1:4000", "host:localhost", "Host: evil.example", "Host:"),
            chance.Of("Upgrade: websocket", "Upgrade: websocket", "UPGRADE: WebSocket", "Upgrade: h2c",
                "Upgrade: websocket, h2c"),
            chance.Of("Connection: Upgrade", "Connection: keep-alive, Upgrade", "Connection: close", "Connection: upgrade,"),
            chance.Of($"Sec-WebSocket-Key: {Key}", $"Sec-WebSocket-Key: {Key}", $"Sec-WebSocket-Key:{Key} ",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZQ==", "Sec-WebSocket-Key: dGhlIHNh bXBsZSBub25jZQ="),
            chance.Of("Sec-WebSocket-Version: 13", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Version: 8"),
        };
        while (chance.OneIn(2))
            headers.Insert(chance.Below(headers.Count + 1), Extra(chance));
        if (chance.OneIn(8))
            headers.RemoveAt(chance.Below(headers.Count));
        var lineEnd = chance.OneIn(30) ? "\n" : "\r\n";
        var line = chance.OneIn(6) ? OtherLine(chance) : "GET /v2/realtime/stream HTTP/1.1";
        var text = line + lineEnd + string.Join(lineEnd, headers) + lineEnd + lineEnd;
        if (chance.OneIn(12))
            text = text[..chance.Below(text.Length)];
        return Encoding.Latin1.GetBytes(text + (chance.OneIn(4) ? "\u0081\u0080abcd" : ""));
    }

    public static string Offer(Chance chance)
    {
        var offers = new List<string>();
        for (var left = chance.Between(1, 3); left > 0; left--)
        {
            var offer = new StringBuilder(chance.Of("permessage-deflate", "permessage-deflate", "x-webkit-deflate-frame",
                "permessage-bzip2"));
            while (chance.OneIn(2))
            {
                offer.Append(chance.Of(";", "; ", " ; ")).Append(chance.Of(
                    "server_no_context_takeover", "client_no_context_takeover", "client_max_window_bits",
                    "client_max_window_bits=15", "client_max_window_bits = 8", "client_max_window_bits=\"10\"",
                    "client_max_window_bits=7", "client_max_window_bits=16", "client_max_window_bits=08",
                    "server_max_window_bits=10", "server_no_context_takeover=1", "unknown", ""));
            }

            offers.Add(offer.ToString());
        }

        return string.Join(chance.Of(",", ", "), offers);
    }

    private static string Extra(Chance chance) => chance.Below(8) switch
    {
        0 or 1 or 2 => $"Sec-WebSocket-Extensions: {Offer(chance)}",
        3 => chance.Of("Content-Length: 0", "Transfer-Encoding: chunked", "Expect: 100-continue", "Content-Encoding: gzip",
            "Trailer: X"),
        4 => chance.Of("Origin: https://evil.example", "Origin: http://127.0.0.1:4000", "Origin: null"),
        5 => chance.Of("Authorization: Bearer x", "Cookie: a=b", "Sec-WebSocket-Protocol: attune.v2", "X-Empty:"),
        6 => chance.Of("X: a\tb", "X: bell\u0007", " folded", "no colon", ": nothing", "a b: c", "X: \u00e9", "X : y",
            "X: a\nb", "X: a\rb"),
        _ => $"X-Long: {new string('x', chance.Of(10, 1000, 7000, 9000, 40_000))}",
    };

    private static string OtherLine(Chance chance) => chance.Of(
        "GET /v2/realtime/stream?access_token=a%20b HTTP/1.1", "GET /v2/realtime/stream? HTTP/1.1",
        "GET /v2/realtime/stream?a#b HTTP/1.1", "GET /v2/realtime/streams HTTP/1.1", "GET /v2/realtime/stream/ HTTP/1.1",
        "GET  /v2/realtime/stream HTTP/1.1", "GET /v2/realtime/stream HTTP/1.0", "GET /v2/realtime/stream HTTP/2.0",
        "POST /v2/realtime/stream HTTP/1.1", "get /v2/realtime/stream HTTP/1.1", "GET http://x/v2/realtime/stream HTTP/1.1",
        "GET /v2/realtime/stream\tHTTP/1.1", "GET /v2/realtime/stream", "", "PRI * HTTP/2.0", "\u0016\u0003\u0001");
}
