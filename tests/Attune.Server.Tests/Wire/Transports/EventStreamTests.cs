using System.Net;
using System.Text.Json;

namespace Attune.Server.Tests.Wire.Transports;

/// <summary>Server-Sent Events: the frames of the WebSocket, each event with the token that goes on after it.</summary>
public sealed class EventStreamTests
{
    private const string Path = "/v2/realtime/events?topics=finance,guest";

    [Fact]
    public async Task It_begins_with_an_ack_and_headers_that_keep_proxies_from_holding_it_back()
    {
        await using var server = await RunningServer.StartAsync();
        using var events = await SseClient.OpenAsync(server.Http, Path);
        var ack = await events.ReceiveAsync("ack");
        Assert.Equal("""{"finance":0,"guest":0}""", ack.GetProperty("position").GetRawText());
        Assert.Equal(ack.GetProperty("resume").GetString(), events.LastEventId);
        var headers = events.Response;
        Assert.Equal("text/event-stream", headers.Content.Headers.ContentType!.MediaType);
        Assert.Equal("no", headers.Headers.GetValues("X-Accel-Buffering").Single());
        Assert.True(headers.Headers.CacheControl is { NoStore: true, NoTransform: true });
        Assert.Null(headers.Content.Headers.ContentLength);
        Assert.Equal(1000, events.Retry);
    }

    [Fact]
    public async Task Line_ends_inside_the_published_data_arrive_as_they_were()
    {
        await using var server = await RunningServer.StartAsync();
        using var events = await SseClient.OpenAsync(server.Http, Path);
        await events.ReceiveAsync("ack");
        await server.PublishAsync("{\"service\":\"finance\",\"type\":\"t\",\"data\":{\"a\":\n 1,\r \"b\": \"x\\n\"}}");
        var data = (await events.ReceiveAsync("event")).GetProperty("events")[0].GetProperty("data");
        Assert.Equal((1, "x\n"), (data.GetProperty("a").GetInt32(), data.GetProperty("b").GetString()));
    }

    [Fact]
    public async Task A_reconnect_goes_on_after_the_last_event_id_also_after_a_kill()
    {
        await using var server = await RunningServer.StartAsync();
        string? id;
        using (var events = await SseClient.OpenAsync(server.Http, Path))
        {
            await events.ReceiveAsync("ack");
            await PublishAsync(server, 1, 2);
            await events.ReceiveAsync("event");
            id = events.LastEventId;
        }

        await PublishAsync(server, 3);
        await server.RestartAsync();
        using var again = await SseClient.OpenAsync(server.Http, Path + "&cursor=ignored-because-the-header-is-newer", id);
        Assert.Equal(2, await NextSeqAsync(again));
        Assert.Equal(3, await NextSeqAsync(again));
    }

    [Fact]
    public async Task What_is_gone_is_told_as_a_gap_once_and_the_position_moves_past_it()
    {
        await using var server = await RunningServer.StartAsync("--Realtime:Retention:MaxEvents=10",
            "--Realtime:Retention:MinEvents=5", "--Realtime:Retention:MinAgeSeconds=0", "--Realtime:PingSeconds=1");
        for (var i = 1; i <= 30; i++)
            await PublishAsync(server, i);
        string? id;
        using (var events = await SseClient.OpenAsync(server.Http, "/v2/realtime/events?topics=finance&lastSeq=3"))
        {
            var gap = await events.ReceiveAsync("gap");
            Assert.Equal((4, 20), (gap.GetProperty("from").GetInt64(), gap.GetProperty("to").GetInt64()));
            for (var seq = 21; seq <= 30; seq++)
                Assert.Equal(seq, await NextSeqAsync(events));
            id = events.LastEventId;
        }

        using var again = await SseClient.OpenAsync(server.Http, "/v2/realtime/events?topics=finance", id);
        await again.ReceiveAsync("ack");
        await PublishAsync(server, 31);
        Assert.Equal(31, (await again.ReceiveAsync())!.Value.GetProperty("seq").GetInt64());
    }

    [Fact]
    public async Task Heartbeats_are_comments_and_carry_the_position_over_events_that_the_filter_left_out()
    {
        await using var server = await RunningServer.StartAsync("--Realtime:PingSeconds=1");
        using var events = await SseClient.OpenAsync(server.Http, Path + "&propertyId=7");
        await events.ReceiveAsync("ack");
        var before = events.LastEventId;
        await server.PublishAsync("""{"service":"finance","type":"t","scope":"8","data":1}""");
        await events.ReceiveCommentAsync();
        await events.ReceiveCommentAsync();
        await server.PublishAsync("""{"service":"finance","type":"t","scope":"7","data":2}""");
        await events.ReceiveAsync("event");
        Assert.NotEqual(before, events.LastEventId);
        using var again = await SseClient.OpenAsync(server.Http, Path, events.LastEventId);
        await again.ReceiveAsync("ack");
        await PublishAsync(server, 3);
        Assert.Equal(3, await NextSeqAsync(again));
    }

    [Fact]
    public async Task A_client_that_does_nothing_but_read_is_kept_through_many_pings()
    {
        await using var server = await RunningServer.StartAsync("--Realtime:PingSeconds=1");
        using var events = await SseClient.OpenAsync(server.Http, Path);
        for (var ping = 0; ping < 5; ping++)
            await events.ReceiveCommentAsync();
        await PublishAsync(server, 1);
        Assert.Equal(1, await NextSeqAsync(events));
    }

    [Fact]
    public async Task A_reader_that_stops_reading_gets_everything_later_from_the_log()
    {
        const int count = 900;
        await using var server = await RunningServer.StartAsync(
            "--Realtime:RingBytesPerTopic=16384", "--Realtime:RingBytes=1048576");
        using var stalled = await SseClient.OpenAsync(server.Http, Path);
        var filling = new string('x', 8000);
        for (var i = 0; i < count; i++)
            await server.PublishAsync($$"""{"service":"finance","type":"t","data":"{{filling}}"}""");
        for (var seq = 1; seq <= count; seq++)
            Assert.Equal(seq, await NextSeqAsync(stalled));
    }

    [Fact]
    public async Task When_the_server_stops_it_says_goodbye_and_ends_the_response_in_order()
    {
        await using var server = await RunningServer.StartAsync();
        using var events = await SseClient.OpenAsync(server.Http, Path);
        await events.ReceiveAsync("ack");
        var stopping = server.StopAsync();
        var bye = await events.ReceiveAsync("bye");
        Assert.Equal("going_away", bye.GetProperty("reason").GetString());
        Assert.Equal("[0,1000]", bye.GetProperty("reconnectAfterMs").GetRawText());
        Assert.InRange(events.Retry!.Value, 0, 1000);
        Assert.Null(await events.ReceiveAsync());
        await stopping;
    }

    [Theory]
    [InlineData("", "invalid_argument", 400)]
    [InlineData("?topics=", "invalid_argument", 400)]
    [InlineData("?topics=nope", "unknown_service", 404)]
    [InlineData("?topics=finance&cursor=forged", "invalid_argument", 400)]
    [InlineData("?topics=finance&lastSeq=-1", "invalid_argument", 400)]
    public async Task A_wrong_query_is_a_problem_with_its_code(string query, string code, int status)
    {
        await using var server = await RunningServer.StartAsync();
        foreach (var transport in new[] { "events", "poll" })
        {
            using var response = await server.Http.GetAsync(
                new Uri($"/v2/realtime/{transport}{query}", UriKind.Relative), TestContext.Current.CancellationToken);
            var problem = JsonDocument.Parse(
                await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
            Assert.Equal((status, code), ((int)response.StatusCode, problem.GetProperty("code").GetString()));
        }
    }

    [Fact]
    public async Task Above_the_limit_of_held_requests_503_says_when_to_come_back_and_a_place_becomes_free_again()
    {
        await using var server = await RunningServer.StartAsync("--Realtime:Http:MaxHeldRequests=2");
        using var first = await SseClient.OpenAsync(server.Http, Path);
        var second = await SseClient.OpenAsync(server.Http, Path);
        using (var third = await SseClient.OpenAsync(server.Http, Path))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, third.Response.StatusCode);
            Assert.NotNull(third.Response.Headers.RetryAfter);
        }

        second.Dispose();
        HttpStatusCode status;
        do
        {
            using var fourth = await SseClient.OpenAsync(server.Http, Path);
            status = fourth.Response.StatusCode;
        }
        while (status == HttpStatusCode.ServiceUnavailable && !TestContext.Current.CancellationToken.IsCancellationRequested);
        Assert.Equal(HttpStatusCode.OK, status);
    }

    private static async Task PublishAsync(RunningServer server, params int[] values)
    {
        foreach (var value in values)
            await server.PublishAsync($$"""{"service":"finance","type":"t","data":{{value}}}""");
    }

    private static async Task<long> NextSeqAsync(SseClient events) =>
        (await events.ReceiveAsync("event")).GetProperty("seq").GetInt64();
}
