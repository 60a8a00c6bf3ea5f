using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Attune.TestKit.Proofs;

namespace Attune.Server.Tests.Wire;

/// <summary>What an event frame holds and what it leaves out; that it is small changes nothing for anybody.</summary>
public sealed class EventFrameTests
{
    private const string Hello = """{"services":["guest"],"version":1}""";
    private const string Offer = "Sec-WebSocket-Extensions: permessage-deflate\r\n";
    private static readonly string s_filling = string.Concat(Enumerable.Range(0, 200).Select(i => $"guest {i} "));

    [Fact]
    [Proves("C-80", "C-81")]
    public async Task A_frame_says_once_what_its_events_share_and_nothing_that_is_empty_or_known_in_one_short_word_each()
    {
        await using var server = await RunningServer.StartAsync();
        using var client = await server.ConnectAsync(Hello);
        await client.SendAsync("""{"type":"publish","topic":"guest","event":{"type":"guest_created","data":{"guest":"Anna"}}}""");
        using var alone = JsonDocument.Parse((await client.ReceiveAsync("event")).GetRawText());
        var reply = await server.PublishAsync("""
            [{"service":"guest","type":"guest_created","data":1}, {"service":"guest","type":"guest_created","data":2,"key":"k"}]
            """);
        Assert.Equal(JsonValueKind.Array, reply.ValueKind);
        var text = (await client.ReceiveAsync("event")).GetRawText();
        using var both = JsonDocument.Parse(text);
        var shared = NamesOf(both.RootElement);
        Assert.Equal(["type", "service", "seq", "prev", "generation", "events"], shared);
        Assert.Equal(shared, NamesOf(alone.RootElement));
        var (bare, first, second) = (Event(alone, 0), Event(both, 0), Event(both, 1));
        // What came over a WebSocket belongs to no HTTP call.
        Assert.Equal(["seq", "id", "type", "at", "data"], bare);
        Assert.Equal(["seq", "id", "type", "at", "cid", "data"], first);
        Assert.Equal(["seq", "id", "type", "at", "key", "cid", "data"], second);
        Assert.All(shared.Concat(second), name => Assert.Matches("^[a-z]{2,10}$", name));
        Assert.DoesNotContain(text, sign => char.IsWhiteSpace(sign));
        Assert.DoesNotContain("null", text, StringComparison.Ordinal);
    }

    [Fact]
    [Proves("C-82")]
    public async Task A_compressed_frame_is_smaller_and_says_the_same_to_the_letter()
    {
        await using var server = await RunningServer.StartAsync();
        using var plain = await OpenAsync(server, "");
        using var compressed = await OpenAsync(server, Offer);
        for (var i = 1; i <= 3; i++)
        {
            await server.PublishAsync($$"""{"service":"guest","type":"guest_created","data":"{{s_filling}}{{i}}"}""");
            var (first, text) = await plain.ReceiveRawFrameAsync();
            var (firstOfOther, deflated) = await compressed.ReceiveRawFrameAsync();
            Assert.Equal((0x81, 0xC1), (first, firstOfOther));
            Assert.Equal(Encoding.UTF8.GetString(text), Inflated(deflated));
            Assert.InRange(deflated.Length, 1, text.Length * 8 / 10);
        }
    }

    [Theory]
    [InlineData("", 0x81)]
    [InlineData(Offer, 0xC1)]
    [Proves("C-84")]
    public async Task Who_knows_only_the_first_fields_of_version_1_is_served_as_ever(string offer, int firstByteOfALargeEvent)
    {
        await using var server = await RunningServer.StartAsync();
        for (var i = 1; i <= 4; i++)
            await server.PublishAsync($$$"""{"service":"guest","type":"guest_updated","data":{"propertyId":{{{i % 2}}}}}""");
        var (client, _) = await WireClient.UpgradeAsync(server.Socket, offer);
        using (client)
        {
            // As clients were written at first, with a field that nobody knows today.
            await client.SendAsync(
                """{"services": ["guest"], "version": 1, "lastSeq": 1, "filters": {"propertyId": 1}, "client": "desk 1.0"}""");
            var ack = await client.ReceiveAsync();
            Assert.Equal(("ack", 1), (ack.GetProperty("type").GetString(), ack.GetProperty("seq").GetInt64()));
            Assert.True(ack.GetProperty("timestamp").TryGetDateTimeOffset(out var _));
            await client.SendAsync("""{"type":"pong"}""");
            var frame = await client.ReceiveAsync();
            Assert.Equal(("event", "guest", 3), (frame.GetProperty("type").GetString(),
                frame.GetProperty("service").GetString(), frame.GetProperty("seq").GetInt64()));
            var one = frame.GetProperty("events")[0];
            Assert.Equal(("guest_updated", """{"propertyId":1}"""),
                (one.GetProperty("type").GetString(), one.GetProperty("data").GetRawText()));
            await server.PublishAsync($$"""{"service":"guest","type":"guest_updated","data":"{{s_filling}}"}""");
            var (first, payload) = await client.ReceiveRawFrameAsync();
            Assert.Equal(firstByteOfALargeEvent, first);
            var text = offer.Length == 0 ? Encoding.UTF8.GetString(payload) : Inflated(payload);
            Assert.Contains(s_filling, text, StringComparison.Ordinal);
        }
    }

    private static async Task<WireClient> OpenAsync(RunningServer server, string offer)
    {
        var (client, _) = await WireClient.UpgradeAsync(server.Socket, offer);
        await client.SendAsync(Hello);
        await client.ReceiveAsync("ack");
        return client;
    }

    private static List<string> Event(JsonDocument frame, int index) =>
        NamesOf(frame.RootElement.GetProperty("events")[index]);

    private static List<string> NamesOf(JsonElement json) => [.. json.EnumerateObject().Select(field => field.Name)];

    /// <summary>A message as RFC 7692 has it: deflated, without the empty block at its end.</summary>
    private static string Inflated(byte[] message)
    {
        using var source = new MemoryStream([.. message, 0x00, 0x00, 0xFF, 0xFF]);
        using var inflater = new DeflateStream(source, CompressionMode.Decompress);
        using var reader = new StreamReader(inflater);
        return reader.ReadToEnd();
    }
}
