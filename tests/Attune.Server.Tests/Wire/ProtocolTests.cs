using System.Net.Http.Headers;
using System.Text.Json;
using Attune.TestKit.Proofs;

namespace Attune.Server.Tests.Wire;

/// <summary>Version 1 of the protocol as a raw client speaks it: PROTOCOL sections 3 and 4.</summary>
public sealed class ProtocolTests : IAsyncLifetime
{
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    [Proves("D-25", "D-26", "D-52")]
    public async Task The_handshake_is_acknowledged_with_seq_0_a_timestamp_and_positions()
    {
        using var client = await _server.ConnectAsync();
        await client.SendAsync("""{"services": ["finance", "guest", "staff"], "version": 1}""");
        var ack = await client.ReceiveAsync();
        Assert.StartsWith("""{"type":"ack","seq":0,"timestamp":"20""", ack.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("""{"finance":0,"guest":0,"staff":0}""", ack.GetProperty("position").GetRawText());
        Assert.NotEqual("", ack.GetProperty("resume").GetString());
    }

    [Fact]
    [Proves("D-24")]
    public async Task A_token_is_accepted_in_the_query_and_in_the_header()
    {
        using var query = await WireClient.ConnectAsync(
            new Uri(_server.Socket + "?access_token=anything"), """{"services":["finance"],"version":1}""");
        using var header = await WireClient.ConnectAsync(
            _server.Socket, """{"services":["finance"],"version":1}""", "Authorization: Bearer anything\r\n");
    }

    [Fact]
    [Proves("A-23", "A-44")]
    public async Task A_publish_without_any_login_becomes_an_event_with_seq_1()
    {
        using var client = await _server.ConnectAsync("""{"services":["finance"],"version":1}""");
        var reply = await _server.PublishAsync(
            """{"service":"finance","type":"revenue_added","data":{"amount":10000,"propertyId":1}}""");
        Assert.Equal(1, reply.GetProperty("seq").GetInt64());
        var frame = await client.ReceiveAsync();
        var one = frame.GetProperty("events")[0];
        Assert.Equal(("event", "finance", 1, 0), (frame.GetProperty("type").GetString(), frame.GetProperty("service").GetString(),
            frame.GetProperty("seq").GetInt64(), frame.GetProperty("prev").GetInt64()));
        Assert.Equal("""{"amount":10000,"propertyId":1}""", one.GetProperty("data").GetRawText());
        Assert.Equal("revenue_added", one.GetProperty("type").GetString());
    }

    [Fact]
    [Proves("D-57", "D-34", "A-12")]
    public async Task A_reconnect_with_lastSeq_2_gets_exactly_3_and_4_also_after_a_kill()
    {
        for (var i = 1; i <= 4; i++)
            await _server.PublishAsync($$$"""{"service":"finance","type":"revenue_added","data":{{{i}}}}""");
        await AssertThreeAndFourAsync();
        await _server.RestartAsync();
        await AssertThreeAndFourAsync();

        async Task AssertThreeAndFourAsync()
        {
            using var client = await _server.ConnectAsync();
            await client.SendAsync("""{"services": ["finance"], "version": 1, "lastSeq": 2}""");
            Assert.Equal(2, (await client.ReceiveAsync()).GetProperty("seq").GetInt64());
            Assert.Equal(3, (await client.ReceiveAsync()).GetProperty("seq").GetInt64());
            Assert.Equal(4, (await client.ReceiveAsync()).GetProperty("seq").GetInt64());
            await client.SendAsync("""{"type":"ping","ref":1}""");
            Assert.Equal("pong", (await client.ReceiveAsync()).GetProperty("type").GetString());
        }
    }

    [Fact]
    [Proves("D-31", "D-58", "D-89")]
    public async Task The_metrics_count_what_a_reconnect_was_given_again()
    {
        for (var i = 1; i <= 4; i++)
            await _server.PublishAsync($$$"""{"service":"finance","type":"revenue_added","data":{{{i}}}}""");
        Assert.Equal(0, (await _server.GetAsync("/v2/realtime/metrics")).GetProperty("missedEventsReplayed").GetInt64());
        using var client = await _server.ConnectAsync("""{"services":["finance"],"version":1,"lastSeq":2}""");
        Assert.Equal(3, (await client.ReceiveAsync()).GetProperty("seq").GetInt64());
        Assert.Equal(4, (await client.ReceiveAsync()).GetProperty("seq").GetInt64());
        Assert.Equal(2, (await _server.GetAsync("/v2/realtime/metrics")).GetProperty("missedEventsReplayed").GetInt64());
    }

    [Fact]
    [Proves("A-02", "A-03", "A-45")]
    public async Task Everybody_in_a_room_hears_what_is_said_there_until_they_leave_and_nobody_else_does()
    {
        const string Said = """{"type":"publish","topic":"room:persona-mia","event":{"type":"chat","data":{"text":"hi"}}}""";
        using var ann = await JoinAsync("room:persona-mia");
        using var ben = await JoinAsync("room:persona-mia");
        using var cleo = await JoinAsync("room:persona-lea");
        await ann.SendAsync(Said);
        await ann.ReceiveAsync("event");
        Assert.Equal("""{"text":"hi"}""",
            (await ben.ReceiveAsync("event")).GetProperty("events")[0].GetProperty("data").GetRawText());
        await ben.SendAsync("""{"type":"unsubscribe","ref":1,"topics":["room:persona-mia"]}""");
        Assert.Equal("unsubscribed", (await ben.ReceiveAsync()).GetProperty("type").GetString());
        await ann.SendAsync(Said);
        Assert.Equal(2, (await ann.ReceiveAsync("event")).GetProperty("seq").GetInt64());
        // Events come in the order of their numbers: a client whose next one is this has not heard the one before.
        await _server.PublishAsync("""{"service":"finance","type":"fence","data":3}""");
        Assert.Equal(3, (await ben.ReceiveAsync()).GetProperty("seq").GetInt64());
        Assert.Equal(3, (await cleo.ReceiveAsync()).GetProperty("seq").GetInt64());

        async Task<WireClient> JoinAsync(string room)
        {
            var client = await _server.ConnectAsync("""{"services":["finance"],"version":1}""");
            await client.SendAsync($$"""{"type":"subscribe","ref":1,"topics":[{"topic":"{{room}}"}]}""");
            Assert.Equal("subscribed", (await client.ReceiveAsync()).GetProperty("type").GetString());
            return client;
        }
    }

    [Fact]
    public async Task A_resume_in_the_middle_of_a_frame_gets_the_rest_of_it_and_a_map_resumes_each_service()
    {
        await _server.PublishAsync("""
            [{"service":"finance","type":"a","data":1},{"service":"finance","type":"b","data":2},
             {"service":"guest","type":"c","data":3}]
            """);
        using var client = await _server.ConnectAsync();
        await client.SendAsync("""{"services":["finance","guest"],"version":1,"lastSeq":{"finance":1}}""");
        await client.ReceiveAsync("ack");
        var frame = await client.ReceiveAsync();
        Assert.Equal((2, 1, 1), (frame.GetProperty("seq").GetInt64(), frame.GetProperty("prev").GetInt64(),
            frame.GetProperty("events").GetArrayLength()));
        await client.SendAsync("""{"type":"ping"}""");
        Assert.Equal("pong", (await client.ReceiveAsync()).GetProperty("type").GetString());
    }

    [Fact]
    [Proves("A-43")]
    public async Task The_resume_token_of_an_ack_resumes_and_a_forged_one_is_refused()
    {
        await _server.PublishAsync("""{"service":"finance","type":"a","data":1}""");
        using var first = await _server.ConnectAsync();
        await first.SendAsync("""{"services":["finance"],"version":1}""");
        var token = (await first.ReceiveAsync()).GetProperty("resume").GetString()!;
        await _server.PublishAsync("""{"service":"finance","type":"b","data":2}""");
        using var second = await _server.ConnectAsync();
        await second.SendAsync($$"""{"services":["finance"],"version":1,"resume":"{{token[..^2]}}xx"}""");
        Assert.Equal("invalid_argument", (await second.ReceiveAsync()).GetProperty("code").GetString());
        await second.SendAsync($$"""{"services":["finance"],"version":1,"resume":"{{token}}"}""");
        await second.ReceiveAsync("ack");
        Assert.Equal(2, (await second.ReceiveAsync()).GetProperty("seq").GetInt64());
    }

    [Fact]
    public async Task An_unknown_generation_is_rewound_and_gets_everything()
    {
        await _server.PublishAsync("""{"service":"finance","type":"a","data":1}""");
        using var client = await _server.ConnectAsync();
        await client.SendAsync("""{"services":["finance"],"version":1,"lastSeq":7,"generation":"g1"}""");
        await client.ReceiveAsync("ack");
        Assert.Equal(0, (await client.ReceiveAsync("rewind")).GetProperty("to").GetInt64());
        Assert.Equal(1, (await client.ReceiveAsync()).GetProperty("seq").GetInt64());
    }

    [Fact]
    [Proves("A-06")]
    public async Task Every_verb_repeats_its_reference()
    {
        using var client = await _server.ConnectAsync("""{"services":["finance"],"version":1}""");
        string[] talk =
        [
            """{"type":"subscribe","ref":7,"topics":[{"topic":"persona:mia","after":0}]}""",
            """{"type":"subscribed","ref":7,"position":{"persona:mia":0}}""",
            """{"type":"unsubscribe","ref":8,"topics":["persona:mia"]}""", """{"type":"unsubscribed","ref":8}""",
            """{"type":"history","ref":"h","topic":"room:12","after":3,"limit":100}""",
            """{"type":"history","ref":"h","topic":"room:12","events":[],"more":false""",
            """{"type":"ping","ref":17}""", """{"type":"pong","ref":17,"timestamp":""",
            """{"type":"publish","ref":9,"topic":"room:12","event":{"type":"chat","id":"x","data":{"text":"hi"}}}""",
            """{"type":"published","ref":9,"seq":1,"generation":"g""",
            """{"type":"stream.append","ref":14,"stream":"s1","part":"text","at":0,"data":"héllo"}""",
            """{"type":"appended","ref":14,"end":6}""",
        ];
        for (var i = 0; i < talk.Length; i += 2)
        {
            await client.SendAsync(talk[i]);
            Assert.StartsWith(talk[i + 1], await client.ReceiveTextAsync(), StringComparison.Ordinal);
        }

        // This client also writes the stream, so it hears both: the answer, and that it is to stop. Either may come first.
        await client.SendAsync("""{"type":"stream.stop","ref":15,"stream":"s1"}""");
        string[] heard = [await client.ReceiveTextAsync(), await client.ReceiveTextAsync()];
        Assert.Contains("""{"type":"stream.stop","stream":"s1"}""", heard);
        Assert.Contains(heard, frame => frame.StartsWith("""{"type":"stopping","ref":15""", StringComparison.Ordinal));
        await client.SendAsync("""{"type":"stream.end","ref":16,"stream":"s1","state":"complete"}""");
        Assert.Equal("""{"type":"ended","ref":16,"length":{"text":6}}""", await client.ReceiveTextAsync());
    }

    [Fact]
    public async Task A_publisher_may_ask_for_no_echo_and_filters_keep_other_properties_out()
    {
        using var quiet = await _server.ConnectAsync("""{"services":["finance"],"version":1,"echo":false}""");
        using var filtered = await _server.ConnectAsync("""{"services":["finance"],"version":1,"propertyId":2}""");
        await quiet.SendAsync("""{"type":"publish","ref":1,"topic":"finance","event":{"type":"own","data":{"propertyId":1}}}""");
        Assert.Equal("published", (await quiet.ReceiveAsync()).GetProperty("type").GetString());
        await _server.PublishAsync("""{"service":"finance","type":"two","data":{"propertyId":2}}""");
        await _server.PublishAsync("""{"service":"finance","type":"all","data":{}}""");
        Assert.Equal(2, (await quiet.ReceiveAsync()).GetProperty("seq").GetInt64());
        Assert.Equal(2, (await filtered.ReceiveAsync()).GetProperty("seq").GetInt64());
        Assert.Equal(3, (await filtered.ReceiveAsync()).GetProperty("seq").GetInt64());
    }

    [Fact]
    [Proves("D-27", "D-28", "D-29")]
    public async Task The_metrics_hold_every_field_and_ten_subscriptions_whatever_the_connections()
    {
        using var one = await _server.ConnectAsync("""{"services":["finance"],"version":1}""");
        using var two = await _server.ConnectAsync("""{"services":["finance","guest","room:1"],"version":1,"lastSeq":0}""");
        await _server.PublishAsync("""{"service":"finance","type":"a","data":1}""");
        await one.ReceiveAsync("event");
        await two.ReceiveAsync("event");
        _server.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "anything");
        var metrics = await _server.GetAsync("/v2/realtime/metrics");
        var pool = metrics.GetProperty("connectionPoolStats");
        Assert.Equal((10, 2, 1, 2), (Number(pool, "totalSubscriptions"), Number(pool, "totalConnections"),
            Number(pool, "totalOrgs"), Number(pool.GetProperty("connectionsByOrg"), "local")));
        Assert.Equal((2, 2, 2, 1), (Number(metrics, "activeConnections"), Number(metrics, "totalConnections"),
            Number(metrics, "eventsDelivered"), Number(metrics, "eventsBroadcast")));
        Assert.Equal(1, Number(metrics.GetProperty("eventsByService"), "finance"));
        foreach (var field in (string[])
            ["errorCount", "compressedMessages", "missedEventsReplayed", "eventsBuffered", "openTopics"])
            Assert.True(Number(metrics, field) >= 0);

        static long Number(JsonElement json, string field) => json.GetProperty(field).GetInt64();
    }

    [Fact]
    public async Task Pipelined_publishes_on_one_connection_are_answered_in_order()
    {
        using var tcp = new System.Net.Sockets.TcpClient();
        await tcp.ConnectAsync(_server.Process.Address.Host, _server.Process.Address.Port, TestContext.Current.CancellationToken);
        const string Body = """{"service":"bench","type":"t","data":1}""";
        var request = $"POST /v2/realtime/publish HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {Body.Length}\r\n\r\n{Body}";
        await tcp.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(request, 20))));
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var answer = "";
        var buffer = new byte[8192];
        while (!answer.Contains("\"seq\":20,", StringComparison.Ordinal))
            answer += System.Text.Encoding.ASCII.GetString(buffer, 0, await tcp.GetStream().ReadAsync(buffer, deadline.Token));
        Assert.Equal(Enumerable.Range(1, 20).Select(i => $"\"seq\":{i},"),
            answer.Split('{').Skip(1).Select(part => part[..part.IndexOf(',', StringComparison.Ordinal)] + ","));
    }
}
