using System.Globalization;
using System.Text;
using Attune.Fuzz.Fuzzing;

namespace Attune.Fuzz.Targets;

/// <summary>Makes whole HTTP requests to the routes that take what a stranger wrote.</summary>
internal static class HttpGrammar
{
    public static byte[] Request(Chance chance) => chance.Below(7) switch
    {
        0 => HandshakeGrammar.Head(chance),
        1 => Get(chance, $"/v2/realtime/events?{Query(chance)}", $"Last-Event-ID: {Position(chance)}\r\n"),
        2 => Get(chance, $"/v2/realtime/poll?wait=0&{Query(chance)}", ""),
        3 => Get(chance, $"/v2/realtime/history?topic=finance&after={Position(chance)}&limit={chance.Number()}", ""),
        4 => Post(chance, "/v2/realtime/publish", "application/json", JsonGrammar.Publish(chance)),
        5 => Post(chance,
            $"/v2/realtime/streams/{chance.Of("s1", "s%2F1", "s%0A", "..%2f..", "s1?at=-1", "s1?at=3&part=more", "%ff")}",
            "text/plain", chance.OneIn(2) ? chance.Bytes(20) : Encoding.UTF8.GetBytes(chance.Text(30))),
        _ => Multipart(chance),
    };

    private static string Query(Chance chance)
    {
        var topics = chance.Of("finance", "finance,guest", "", "nope", "%00", "finance,,finance", "UPPER");
        var fields = new List<string> { $"topics={topics}" };
        if (chance.OneIn(2))
            fields.Add($"cursor={Uri.EscapeDataString(Position(chance))}");
        if (chance.OneIn(3))
            fields.Add($"lastSeq={chance.Number()}&generation={chance.Of("g1", "", "%0d%0a")}");
        if (chance.OneIn(4))
            fields.Add(chance.Of("propertyId=%F0%9F%98%80", "announcements=true", "wait=1e9", "wait=-1", "wait=", "&&", "=",
                "%"));
        return string.Join('&', fields);
    }

    private static string Position(Chance chance) => chance.Below(4) switch
    {
        0 => "",
        1 => chance.Number().ToString(CultureInfo.InvariantCulture),
        2 => Convert.ToBase64String(chance.Bytes(chance.Below(80))),
        _ => string.Concat(chance.Text(20).Where(character => character is >= ' ' and < '\x7f')),
    };

    private static byte[] Get(Chance chance, string target, string headers)
    {
        var version = chance.OneIn(20) ? "HTTP/1.0" : "HTTP/1.1";
        return Encoding.Latin1.GetBytes($"GET {target} {version}\r\nHost: 127.0.0.1\r\n{headers}{Extra(chance)}\r\n");
    }

    private static byte[] Post(Chance chance, string target, string type, byte[] body)
    {
        var head = $"POST {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {type}\r\n{Extra(chance)}";
        return chance.Below(6) switch
        {
            0 => [.. Latin(head + "Transfer-Encoding: chunked\r\n\r\n"), .. Chunked(chance, body)],
            1 => [.. Latin($"{head}Content-Length: {chance.Number()}\r\n\r\n"), .. body],
            2 => [.. Latin($"{head}Content-Length: {body.Length}\r\nTransfer-Encoding: chunked\r\n\r\n"),
                .. Chunked(chance, body)],
            _ => [.. Latin($"{head}Content-Length: {body.Length}\r\n\r\n"), .. body],
        };
    }

    private static byte[] Multipart(Chance chance)
    {
        var boundary = chance.Of("x", "x", "\"x\"", "", new string('b', 80));
        var body = new StringBuilder();
        for (var left = chance.Below(4); left > 0; left--)
        {
            body.Append(CultureInfo.InvariantCulture,
                $"--x\r\nContent-Disposition: form-data; name=\"{chance.Of("file", "title", "")}\"")
                .Append(chance.Of("; filename=\"a.txt\"", "", "; filename=\"../../a\"", "; filename*=UTF-8''%ff"))
                .Append(chance.Of("\r\n\r\n", "\r\nContent-Type: text/plain\r\n\r\n", "\n\n"))
                .Append(chance.Text(20)).Append(chance.Of("\r\n", "\r\n", ""));
        }

        body.Append(chance.Of("--x--\r\n", "--x--", "", "--x"));
        return Post(chance, "/v1/knowledge/documents", $"multipart/form-data; boundary={boundary}",
            Encoding.UTF8.GetBytes(body.ToString()));
    }

    private static byte[] Chunked(Chance chance, byte[] body)
    {
        var size = chance.OneIn(6) ? chance.Of("-1", "g", "FFFFFFFFFFFFFFFF", "", "0x3")
            : body.Length.ToString("x", CultureInfo.InvariantCulture);
        return [.. Latin($"{size}\r\n"), .. body,
            .. Latin(chance.Of("\r\n0\r\n\r\n", "\r\n0\r\n\r\n", "", "\r\n0\r\nX: y\r\n\r\n"))];
    }

    private static string Extra(Chance chance) => chance.Below(8) switch
    {
        0 => "Connection: close\r\n",
        1 => $"X-Correlation-ID: {chance.Of("a", "", new string('x', 500), "a b", "<script>")}\r\n",
        2 => $"Authorization: {chance.Of("Bearer", "Bearer x.y.z", "Basic Og==", "Bearer " + new string('.', 300))}\r\n",
        3 => $"Accept-Encoding: {chance.Of("gzip", "br;q=9", "*;q=", "identity")}\r\n",
        4 => $"Origin: {chance.Of("http://evil.example", "null", "http://127.0.0.1", "://")}\r\n",
        _ => "",
    };

    private static byte[] Latin(string text) => Encoding.Latin1.GetBytes(text);
}
