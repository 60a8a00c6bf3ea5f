using System.IO.Compression;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Attune.TestKit.Proofs;

namespace Attune.Server.Tests.Wire;

/// <summary>permessage-deflate between the real program and a client library, and with bytes by hand.</summary>
public sealed class CompressionTests
{
    private const string Hello = """{"services":["guest"],"version":1}""";
    private const string Offer = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n";
    private static readonly string s_filling = string.Concat(Enumerable.Range(0, 400).Select(i => $"guest {i} "));

    [Fact]
    [Proves("D-60")]
    public async Task A_client_library_that_negotiates_compression_sends_and_receives_large_events()
    {
        await using var server = await RunningServer.StartAsync();
        using var socket = new ClientWebSocket();
        socket.Options.DangerousDeflateOptions = new WebSocketDeflateOptions();
        await socket.ConnectAsync(server.Socket, TestContext.Current.CancellationToken);
        await SendAsync(socket, Hello);
        Assert.Equal("ack", (await ReceiveAsync(socket)).GetProperty("type").GetString());
        for (var i = 0; i < 3; i++)
        {
            await SendAsync(
                socket, $$$"""{"type":"publish","topic":"guest","event":{"type":"t","data":"{{{s_filling}}}{{{i}}}"}}""");
            var frames = new[] { await ReceiveAsync(socket), await ReceiveAsync(socket) };
            var received = frames.Single(frame => frame.GetProperty("type").GetString() == "event");
            Assert.Equal($"{s_filling}{i}", received.GetProperty("events")[0].GetProperty("data").GetString());
        }

        var metrics = await server.GetAsync("/v2/realtime/metrics");
        Assert.Equal(3, metrics.GetProperty("compressedMessages").GetInt64());
        Assert.InRange(metrics.GetProperty("bytesSaved").GetInt64(), 3000, 3 * s_filling.Length);
    }

    [Fact]
    public async Task The_answer_takes_no_context_over_and_only_events_are_compressed()
    {
        await using var server = await RunningServer.StartAsync();
        var (client, head) = await WireClient.UpgradeAsync(server.Socket, Offer);
        using (client)
        {
            Assert.Contains(
                "Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover; client_no_context_takeover\r\n", head,
                StringComparison.Ordinal);
            await client.SendAsync(Hello);
            // Holds the resume token, a secret.
            Assert.Equal("ack", (await client.ReceiveAsync()).GetProperty("type").GetString());
            await server.PublishAsync($$"""{"service":"guest","type":"t","data":"{{s_filling}}"}""");
            var (first, payload) = await client.ReceiveRawFrameAsync();
            Assert.Equal(0xC1, first);
            Assert.InRange(payload.Length, 1, s_filling.Length / 2);
            // The reply repeats what was published above, but goes to one client: it stays plain.
            await client.SendAsync("""{"type":"history","ref":1,"topic":"guest","after":0}""");
            Assert.Equal("history", (await client.ReceiveAsync()).GetProperty("type").GetString());
        }
    }

    [Theory]
    [InlineData("", "true")]
    [InlineData("Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=9\r\n", "true")]
    [InlineData(Offer, "false")]
    public async Task Without_an_understood_offer_or_when_switched_off_nothing_is_compressed(string header, string setting)
    {
        await using var server = await RunningServer.StartAsync($"--Realtime:Compression={setting}");
        var (client, head) = await WireClient.UpgradeAsync(server.Socket, header);
        using (client)
        {
            Assert.StartsWith("HTTP/1.1 101 ", head, StringComparison.Ordinal);
            Assert.DoesNotContain("Sec-WebSocket-Extensions", head, StringComparison.OrdinalIgnoreCase);
            await client.SendAsync(Hello);
            await client.ReceiveAsync("ack");
            await server.PublishAsync($$"""{"service":"guest","type":"t","data":"{{s_filling}}"}""");
            Assert.Equal(0x81, (await client.ReceiveRawFrameAsync()).First);
        }
    }

    [Fact]
    public async Task A_bomb_is_answered_with_its_code_and_the_connection_lives_on()
    {
        await using var server = await RunningServer.StartAsync();
        var (client, _) = await WireClient.UpgradeAsync(server.Socket, Offer);
        using (client)
        {
            await client.SendAsync(Hello);
            await client.ReceiveAsync("ack");
            await client.SendFrameAsync(0xC1, Deflated(new string(' ', 400_000)));
            Assert.Equal("inflation_refused", (await client.ReceiveAsync("error")).GetProperty("code").GetString());
            await client.SendFrameAsync(0xC1, Deflated("""{"type":"ping","ref":7}"""));
            Assert.Equal(7, (await client.ReceiveAsync("pong")).GetProperty("ref").GetInt32());
        }
    }

    private static byte[] Deflated(string text)
    {
        using var target = new MemoryStream();
        using var deflater = new DeflateStream(target, CompressionLevel.Optimal, leaveOpen: true);
        deflater.Write(Encoding.UTF8.GetBytes(text));
        deflater.Flush();
        return target.ToArray()[..^4];
    }

    private static Task SendAsync(ClientWebSocket socket, string text) => socket.SendAsync(
        Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, TestContext.Current.CancellationToken);

    private static async Task<JsonElement> ReceiveAsync(ClientWebSocket socket)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(20));
        var text = new MemoryStream();
        var buffer = new byte[512];
        WebSocketReceiveResult result;
        do
        {
            result = await socket.ReceiveAsync(buffer, deadline.Token);
            text.Write(buffer, 0, result.Count);
        }
        while (!result.EndOfMessage);

        return JsonDocument.Parse(text.ToArray()).RootElement;
    }
}
