using System.Diagnostics;
using System.Text.Json;

namespace Attune.Server.Tests.Wire.Transports;

/// <summary>Long polling: the same frames in an array, and the cursor of the next poll.</summary>
public sealed class PollTests : IAsyncLifetime
{
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync(
        "--Realtime:Topics:0:Pattern=persona:*", "--Realtime:Topics:0:Durability=memory",
        "--Realtime:Topics:100:Pattern=newest:*", "--Realtime:Topics:100:SlowReaders=conflate",
        "--Realtime:RingBytesPerTopic=16384");

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task The_first_poll_gives_a_position_at_once_and_the_next_waits_for_news_after_it()
    {
        var first = await PollAsync("finance", "");
        Assert.Equal("ack", first.GetProperty("frames")[0].GetProperty("type").GetString());
        var waiting = PollAsync("finance", "&wait=30&cursor=" + Cursor(first));
        await _server.PublishAsync("""{"service":"finance","type":"t","data":1}""");
        var news = await waiting;
        Assert.Equal([1], Seqs(news));
        Assert.Equal("frames,cursor", string.Join(',', news.EnumerateObject().Select(field => field.Name)));
        await _server.PublishAsync("""{"service":"finance","type":"t","data":2}""");
        Assert.Equal([2], Seqs(await PollAsync("finance", "&cursor=" + Cursor(news))));
    }

    [Fact]
    public async Task Without_news_it_answers_after_its_wait_with_a_position_that_has_moved_over_what_the_filter_left_out()
    {
        var start = Cursor(await PollAsync("finance", "&propertyId=7"));
        await _server.PublishAsync("""{"service":"finance","type":"t","scope":"8","data":1}""");
        var clock = Stopwatch.StartNew();
        var nothing = await PollAsync("finance", "&propertyId=7&wait=2&cursor=" + start);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0.5, 10);
        Assert.Empty(Seqs(nothing));
        Assert.NotEqual(start, Cursor(nothing));
        clock.Restart();
        Assert.Empty(Seqs(await PollAsync("finance", "&wait=0&cursor=" + Cursor(nothing))));
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 0.9);
    }

    [Fact]
    public async Task A_skip_that_is_told_comes_with_the_event_after_it_even_if_that_must_be_read_from_the_log()
    {
        var filling = new string('x', 1000);
        await _server.PublishAsync("""{"service":"newest:a","type":"t","key":"k","data":1}""");
        for (var i = 0; i < 40; i++)
            await _server.PublishAsync($$"""{"service":"finance","type":"t","data":"{{filling}}"}""");
        await _server.PublishAsync("""{"service":"newest:a","type":"t","key":"k","data":2}""");
        var answer = await PollAsync("newest:a,finance", "&lastSeq=0");
        var frames = answer.GetProperty("frames").EnumerateArray().Select(frame => frame.GetProperty("type").GetString());
        Assert.Equal(["gap", "event"], frames.Take(2));
        var seqs = Seqs(answer);
        for (var polls = 1; seqs[^1] < 42; polls++)
        {
            Assert.InRange(polls, 1, 41);
            answer = await PollAsync("newest:a,finance", "&cursor=" + Cursor(answer));
            seqs.AddRange(Seqs(answer));
        }

        Assert.Equal(Enumerable.Range(2, 41).Select(seq => (long)seq), seqs);
    }

    [Fact]
    public async Task A_long_replay_comes_in_bounded_answers_without_a_hole()
    {
        const int count = 400;
        var filling = new string('x', 2000);
        for (var i = 0; i < count; i++)
            await _server.PublishAsync($$"""{"service":"finance","type":"t","data":"{{filling}}"}""");
        var seqs = new List<long>();
        var answer = await PollAsync("finance", "&lastSeq=0");
        for (var polls = 1; seqs.Count < count; polls++)
        {
            Assert.InRange(answer.GetRawText().Length, 1, 80 * 1024);
            Assert.InRange(polls, 1, count);
            seqs.AddRange(Seqs(answer));
            answer = await PollAsync("finance", "&wait=1&cursor=" + Cursor(answer));
        }

        Assert.Equal(Enumerable.Range(1, count).Select(seq => (long)seq), seqs);
        Assert.Empty(Seqs(answer));
    }

    [Fact]
    public async Task A_position_for_each_topic_is_a_list_and_an_empty_one_is_from_now_on()
    {
        for (var i = 1; i <= 6; i++)
            await _server.PublishAsync($$"""{"service":"{{(i % 2 == 0 ? "finance" : "guest")}}","type":"t","data":{{i}}}""");
        Assert.Equal([4, 5, 6], Seqs(await PollAsync("finance,guest", "&lastSeq=2,3")));
        Assert.Equal([4, 6], Seqs(await PollAsync("guest,finance", "&lastSeq=,2")));
        foreach (var wrong in new[] { "1,2,3", "1,x", "1,-2" })
        {
            using var answer = await _server.Http.GetAsync($"/v2/realtime/poll?topics=finance,guest&lastSeq={wrong}");
            Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }

    [Fact]
    public async Task One_cursor_holds_a_position_for_each_domain_of_its_topics()
    {
        var cursor = Cursor(await PollAsync("finance,persona:mia", ""));
        var seen = new List<string>();
        for (var i = 0; i < 20; i++)
        {
            var topic = i % 3 == 0 ? "finance" : "persona:mia";
            await _server.PublishAsync($$"""{"service":"{{topic}}","type":"t","data":{{i}}}""");
            if (i % 4 != 3)
                continue;
            var answer = await PollAsync("finance,persona:mia", "&wait=5&cursor=" + cursor);
            cursor = Cursor(answer);
            seen.AddRange(Data(answer));
        }

        Assert.Equal(Enumerable.Range(0, 20), seen.Select(int.Parse).Order());
    }

    [Fact]
    public async Task A_poll_that_waits_when_the_server_stops_is_answered()
    {
        var cursor = Cursor(await PollAsync("finance", ""));
        var waiting = PollAsync("finance", "&wait=60&cursor=" + cursor);
        await UntilHeldAsync();
        await _server.StopAsync();
        Assert.Equal(cursor, Cursor(await waiting));
    }

    /// <summary>Asks until the server tells of a connection that polls.</summary>
    private async Task UntilHeldAsync()
    {
        while (!(await _server.GetAsync("/v2/realtime/connections")).GetRawText().Contains("\"poll\"", StringComparison.Ordinal))
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
    }

    private Task<JsonElement> PollAsync(string topics, string more) =>
        _server.GetAsync($"/v2/realtime/poll?topics={topics}{more}");

    private static string Cursor(JsonElement answer) => answer.GetProperty("cursor").GetString()!;

    private static IEnumerable<JsonElement> Events(JsonElement answer) => answer.GetProperty("frames").EnumerateArray()
        .Where(frame => frame.GetProperty("type").GetString() == "event")
        .SelectMany(frame => frame.GetProperty("events").EnumerateArray());

    private static List<long> Seqs(JsonElement answer) => [.. Events(answer).Select(one => one.GetProperty("seq").GetInt64())];

    private static IEnumerable<string> Data(JsonElement answer) =>
        Events(answer).Select(one => one.GetProperty("data").GetRawText());
}
