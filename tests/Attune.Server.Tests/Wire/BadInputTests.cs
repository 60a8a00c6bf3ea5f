using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Attune.Server.Tests.Wire;

/// <summary>Whatever comes in is answered with a code, costs nothing and loses nothing.</summary>
public sealed class BadInputTests : IAsyncLifetime
{
    private const string Hello = """{"services":["finance"],"version":1}""";

    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("{bad", "invalid_json")]
    [InlineData("[]", "invalid_json")]
    [InlineData("""{"type":"subscribe","topics":["finance"]}""", "handshake_expected")]
    [InlineData("""{}""", "handshake_expected")]
    [InlineData("""{"services":[],"version":1}""", "invalid_argument")]
    [InlineData("""{"services":["finance"]}""", "unsupported_version")]
    [InlineData("""{"services":["finance"],"version":2}""", "unsupported_version")]
    [InlineData("""{"services":["nope"],"version":1}""", "unknown_service")]
    [InlineData("""{"services":["finance"],"version":1,"lastSeq":-1}""", "invalid_argument")]
    [InlineData("""{"services":"finance","version":1}""", "invalid_argument")]
    public async Task A_bad_first_frame_gets_its_code_and_a_good_one_is_still_welcome(string frame, string code)
    {
        using var client = await _server.ConnectAsync();
        await client.SendAsync(frame);
        Assert.Equal(code, (await client.ReceiveAsync()).GetProperty("code").GetString());
        await client.SendAsync(Hello);
        Assert.Equal("ack", (await client.ReceiveAsync()).GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("""{"type":"publish","ref":5,"topic":"finance","event":{"data":1}}""", "invalid_argument")]
    [InlineData("""{"type":"publish","ref":5,"topic":"nope","event":{"type":"t"}}""", "unknown_service")]
    [InlineData("""{"type":"publish","ref":5,"topic":"finance"}""", "invalid_argument")]
    [InlineData("""{"type":"publish","ref":5,"topic":"finance","event":{"type":7}}""", "invalid_argument")]
    [InlineData("""{"type":"history","ref":5,"topic":"finance","limit":100000}""", "invalid_argument")]
    [InlineData("""{"type":"subscribe","ref":5,"topics":[{"topic":"UPPER"}]}""", "unknown_service")]
    [InlineData("""{"type":"dance","ref":5}""", "unknown_verb")]
    [InlineData("""{"type":"stream.view","ref":5,"stream":"none"}""", "unknown_stream")]
    [InlineData("""{"type":"stream.append","ref":5,"stream":"s","part":"text","at":-1,"data":"x"}""", "bad_position")]
    [InlineData("""{"type":"stream.append","ref":5,"stream":"s","part":"text","at":3,"data":"x"}""", "unknown_stream")]
    [InlineData("""{"type":"stream.append","ref":5,"stream":"s","at":0,"data":"x","rollUp":30}""", "invalid_argument")]
    [InlineData("""{"type":"stream.append","ref":5,"stream":"s","at":0,"data":"x","rollUp":"no"}""", "invalid_argument")]
    [InlineData("""{"type":"stream.end","ref":5,"stream":"s","state":"happy"}""", "invalid_argument")]
    [InlineData("""{"services":["finance"],"version":1,"ref":5}""", "invalid_argument")]
    public async Task A_failed_verb_gets_an_error_with_its_reference_and_the_connection_stays(string frame, string code)
    {
        using var client = await _server.ConnectAsync(Hello);
        await client.SendAsync(frame);
        var error = await client.ReceiveAsync();
        Assert.Equal((code, 5), (error.GetProperty("code").GetString(), error.GetProperty("ref").GetInt32()));
        await client.SendAsync("""{"type":"ping","ref":6}""");
        Assert.Equal("pong", (await client.ReceiveAsync()).GetProperty("type").GetString());
    }

    [Fact]
    public async Task Binary_and_oversized_frames_are_answered_and_skipped()
    {
        using var client = await _server.ConnectAsync(Hello);
        await client.SendFrameAsync(0x82, [1, 2, 3]);
        Assert.Equal("binary_not_supported", (await client.ReceiveAsync()).GetProperty("code").GetString());
        await client.SendAsync(new string('x', 600 * 1024));
        Assert.Equal("frame_too_large", (await client.ReceiveAsync()).GetProperty("code").GetString());
        var text = new string('x', 300 * 1024);
        var large = $$$"""{"type":"publish","ref":1,"topic":"finance","event":{"type":"t","data":"{{{text}}}"}}""";
        await client.SendAsync(large);
        Assert.Equal("event_too_large", (await client.ReceiveAsync()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_megabyte_event_over_http_is_refused_with_413()
    {
        using var response = await _server.PostAsync("/v2/realtime/publish",
            $$"""{"service":"finance","type":"t","data":"{{new string('x', 1024 * 1024)}}"}""");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal("event_too_large", problem.GetProperty("code").GetString());
        Assert.Equal(0, (await _server.GetAsync("/v2/realtime/history?topic=finance")).GetProperty("events").GetArrayLength());
    }

    [Theory]
    [InlineData("", "empty_body")]
    [InlineData("{", "invalid_json")]
    [InlineData("7", "invalid_argument")]
    [InlineData("[]", "invalid_argument")]
    [InlineData("""{"service":"finance","data":1}""", "invalid_argument")]
    [InlineData("""{"service":"nope","type":"t"}""", "unknown_service")]
    [InlineData("""{"service":"finance","type":"t"}{}""", "invalid_json")]
    [InlineData("""[{"service":"finance","type":"t"},{"service":"finance"}]""", "invalid_argument")]
    public async Task A_bad_publish_body_is_a_problem_with_a_code_and_advice(string body, string code)
    {
        using var response = await _server.PostAsync("/v2/realtime/publish", body);
        Assert.InRange((int)response.StatusCode, 400, 499);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.NotEqual("", problem.GetProperty("whatToDo").GetString());
        Assert.Equal(response.Headers.GetValues("X-Correlation-ID").Single(), problem.GetProperty("correlationId").GetString());
    }

    [Fact]
    public async Task The_first_hundred_bad_frames_get_an_error_then_the_connection_is_closed()
    {
        using var client = await _server.ConnectAsync(Hello);
        for (var i = 0; i < 120; i++)
            await client.SendAsync("{");
        var (code, reason, errors) = await client.ReceiveCloseAsync();
        Assert.Equal((4200, "too_many_bad_frames", 100), (code, reason, errors));
    }

    [Fact]
    public async Task Ten_thousand_bad_frames_over_many_connections_cost_no_memory_and_lose_nothing()
    {
        using var watcher = await _server.ConnectAsync(Hello);
        await FloodAsync(20);
        var before = ResidentMegabytes();
        await FloodAsync(100);
        await _server.PublishAsync("""{"service":"finance","type":"after","data":1}""");
        Assert.Equal(1, (await watcher.ReceiveAsync("event")).GetProperty("seq").GetInt64());
        Assert.InRange(ResidentMegabytes() - before, -500, 40);

        async Task FloodAsync(int connections)
        {
            for (var i = 0; i < connections; i++)
            {
                using var client = await _server.ConnectAsync(Hello);
                var frame = WireClient.Frame(0x81, Encoding.UTF8.GetBytes("""{"type":"publish","event":"""));
                await client.SendRawAsync([.. Enumerable.Repeat(frame, 100).SelectMany(bytes => bytes)]);
                Assert.Equal(100, (await client.ReceiveCloseAsync()).Messages);
            }
        }
    }

    [Theory]
    [InlineData(new byte[] { 0xC1, 0x80, 1, 2, 3, 4 }, 1002)] // a reserved bit
    [InlineData(new byte[] { 0x81, 0x02, (byte)'{', (byte)'}' }, 1002)] // not masked
    [InlineData(new byte[] { 0x83, 0x80, 1, 2, 3, 4 }, 1002)] // an unknown opcode
    [InlineData(new byte[] { 0x80, 0x80, 1, 2, 3, 4 }, 1002)] // a continuation of nothing
    [InlineData(new byte[] { 0x09, 0x80, 1, 2, 3, 4 }, 1002)] // a ping in pieces
    [InlineData(new byte[] { 0x81, 0x81, 0, 0, 0, 0, 0xFF }, 1007)] // not UTF-8
    [InlineData(new byte[] { 0x88, 0x81, 0, 0, 0, 0, 3 }, 1002)] // a close with half a code
    [InlineData(new byte[] { 0x81, 0xFF, 0, 0, 0, 1, 0, 0, 0, 0, 1, 2, 3, 4 }, 1009)] // four gigabytes
    public async Task Bytes_that_break_rfc_6455_close_the_connection_with_its_code(byte[] bytes, int code)
    {
        using var client = await _server.ConnectAsync();
        await client.SendRawAsync(bytes);
        Assert.Equal(code, (await client.ReceiveCloseAsync()).Code);
    }

    [Fact]
    public async Task Fragments_pings_in_between_and_single_bytes_are_understood()
    {
        using var client = await _server.ConnectAsync();
        await client.SendFrameAsync(0x01, Encoding.UTF8.GetBytes("""{"services":["fin"""));
        await client.SendFrameAsync(0x89, [7]);
        var pong = await client.ReceiveFrameAsync();
        Assert.Equal((10, 7), (pong.Opcode, pong.Payload[0]));
        foreach (var one in WireClient.Frame(0x80, Encoding.UTF8.GetBytes("""ance"],"version":1}""")))
            await client.SendRawAsync([one]);
        Assert.Equal("ack", (await client.ReceiveAsync()).GetProperty("type").GetString());
        await client.SendFrameAsync(0x88, [0x03, 0xE8]);
        Assert.Equal(1000, (await client.ReceiveCloseAsync()).Code);
    }

    [Theory]
    [InlineData("Host: evil.example\r\n", "foreign_host")]
    [InlineData("Origin: https://evil.example\r\n", "foreign_origin")]
    public async Task A_page_of_another_site_cannot_reach_the_server_through_the_owners_browser(string header, string code)
    {
        var (client, head) = await WireClient.UpgradeAsync(_server.Socket, header);
        using (client)
            Assert.StartsWith("HTTP/1.1 403 ", head, StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v2/realtime/publish")
        {
            Content = new StringContent("""{"service":"finance","type":"t"}"""),
        };
        var pair = header.Trim().Split(": ");
        request.Headers.TryAddWithoutValidation(pair[0], pair[1]);
        using var response = await _server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal(code, problem.GetProperty("code").GetString());
    }

    private double ResidentMegabytes()
    {
        using var process = Process.GetProcessById(_server.Process.Id);
        return process.WorkingSet64 / 1048576.0;
    }
}
