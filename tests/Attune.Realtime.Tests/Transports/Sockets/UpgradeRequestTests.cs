using System.Text;
using Attune.Realtime.Transports.Sockets;

namespace Attune.Realtime.Tests.Transports.Sockets;

public sealed class UpgradeRequestTests
{
    private const string Line = "GET /v2/realtime/stream HTTP/1.1";

    private static readonly string[] Headers =
    [
        "Host: 127.0.0.1:4000", "Upgrade: websocket", "Connection: keep-alive, Upgrade",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13",
    ];

    [Fact]
    public void A_plain_opening_is_read_with_its_query_and_headers()
    {
        var text = Request("GET /v2/realtime/stream?access_token=a%20b HTTP/1.1", [.. Headers, "Authorization:  Bearer x "]);

        var request = UpgradeRequest.Read(Encoding.ASCII.GetBytes(text + "what follows is not looked at"));

        Assert.NotNull(request);
        Assert.Equal(text.Length, request.Length);
        Assert.Equal("?access_token=a%20b", request.Query);
        Assert.Equal("Bearer x", request.Headers.Authorization);
        Assert.Equal("127.0.0.1:4000", request.Headers.Host);
    }

    [Fact]
    public void Headers_may_repeat_where_they_are_lists()
    {
        var request = UpgradeRequest.Read(Encoding.ASCII.GetBytes(Request(Line,
            [.. Headers, "Sec-WebSocket-Extensions: a", "sec-websocket-extensions: permessage-deflate"])));

        Assert.Equal(["a", "permessage-deflate"], request!.Headers.SecWebSocketExtensions.AsEnumerable());
    }

    [Theory]
    [InlineData("GET / HTTP/1.1")]
    [InlineData("GET /v2/realtime/streams HTTP/1.1")]
    [InlineData("GET /v2/realtime/stream/ HTTP/1.1")]
    [InlineData("GET /v2/realtime/stream HTTP/1.0")]
    [InlineData("GET /v2/realtime/stream HTTP/1.1 ")]
    [InlineData("GET /v2/realtime/stream?a b HTTP/1.1")]
    [InlineData("GET /v2/realtime/stream?a#b HTTP/1.1")]
    [InlineData("GET /v2/realtime/stream?a\u007f HTTP/1.1")]
    [InlineData("get /v2/realtime/stream HTTP/1.1")]
    [InlineData("POST /v2/realtime/stream HTTP/1.1")]
    public void Another_request_line_is_left_to_the_http_server(string line) =>
        Assert.Null(UpgradeRequest.Read(Encoding.ASCII.GetBytes(Request(line, Headers))));

    [Theory]
    [InlineData("Content-Length: 3")]
    [InlineData("Transfer-Encoding: chunked")]
    [InlineData("Expect: 100-continue")]
    [InlineData("Host: elsewhere")]
    [InlineData("Upgrade: h2c")]
    [InlineData("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")]
    [InlineData("Sec-WebSocket-Version: 8")]
    [InlineData("no colon")]
    [InlineData(": no name")]
    [InlineData("a b: space in the name")]
    [InlineData(" folded: line")]
    [InlineData("X: bell\u0007")]
    [InlineData("X: new\nline")]
    [InlineData("X: 中")]
    public void An_unusual_header_is_left_to_the_http_server(string header) =>
        Assert.Null(UpgradeRequest.Read(Encoding.UTF8.GetBytes(Request(Line, [.. Headers, header]))));

    [Fact]
    public void Without_any_one_of_its_headers_it_is_no_opening()
    {
        foreach (var header in Headers)
            Assert.Null(UpgradeRequest.Read(Encoding.ASCII.GetBytes(Request(Line, [.. Headers.Where(one => one != header)]))));
    }

    [Fact]
    public void A_head_that_has_not_arrived_whole_is_left_to_the_http_server()
    {
        var whole = Encoding.ASCII.GetBytes(Request(Line, Headers));
        for (var length = 0; length < whole.Length; length++)
            Assert.Null(UpgradeRequest.Read(whole.AsSpan(0, length)));
    }

    [Fact]
    public void Bytes_of_any_kind_are_survived()
    {
        var random = new Random(20261122);
        var whole = Encoding.ASCII.GetBytes(Request(Line, Headers));
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = (byte[])whole.Clone();
            for (var change = random.Next(1, 6); change > 0; change--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            if (UpgradeRequest.Read(bytes) is { } request)
                Assert.InRange(request.Length, 1, bytes.Length);
        }
    }

    private static string Request(string line, string[] headers) =>
        $"{line}\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n";
}
