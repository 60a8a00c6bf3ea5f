using System.IO.Pipelines;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Attune.Server.Tests.Wire.Transports;

/// <summary>AI streams over plain HTTP: what <c>curl -T -</c> feeds, what a browser and <c>curl -N</c> see.</summary>
public sealed class StreamOverHttpTests : IAsyncLifetime
{
    private const string Story = "Hello, 你好 – é😀 and the rest of it.";
    private static readonly byte[] StoryUtf8 = Encoding.UTF8.GetBytes(Story);

    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_body_cut_at_every_byte_is_seen_while_it_is_sent_and_its_end_completes_the_stream()
    {
        using var watcher = await _server.ConnectAsync("""{"services":["finance"],"version":1}""");
        using var body = new GrowingBody();
        var feeding = FeedAsync("s1?topic=finance", body);
        await body.WriteAsync("H"u8.ToArray());
        using var viewer = await SseClient.OpenAsync(_server.Http, await KnownAsync("s1"));
        var text = "";
        while (text != "H")
            text += (await viewer.ReceiveAsync("stream")).GetProperty("data").GetString();
        foreach (var one in StoryUtf8[1..])
            await body.WriteAsync([one]);
        body.Complete();
        var (status, answer) = await feeding;
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal($$$"""{"stream":"s1","state":"complete","length":{"text":{{{StoryUtf8.Length}}}}}""", answer.GetRawText());
        JsonElement? message;
        while ((message = await viewer.ReceiveAsync())!.Value.GetProperty("type").GetString() == "stream")
            text += message.Value.GetProperty("data").GetString();
        Assert.Equal(Story, text);
        Assert.Equal("complete", message.Value.GetProperty("state").GetString());
        Assert.Null(await viewer.ReceiveAsync());
        var finished = (await watcher.ReceiveAsync("event")).GetProperty("events")[0];
        Assert.Equal("stream.completed", finished.GetProperty("type").GetString());
    }

    [Fact]
    public async Task The_ids_of_the_event_stream_are_byte_positions_and_the_last_one_ends_reconnecting()
    {
        await FeedWholeAsync("s1", Story);
        using var viewer = await SseClient.OpenAsync(_server.Http, "/v2/realtime/streams/s1?at=7");
        var message = await viewer.ReceiveAsync("stream");
        Assert.Equal((7, Story[7..]), (message.GetProperty("at").GetInt64(), message.GetProperty("data").GetString()));
        Assert.Equal($"{StoryUtf8.Length}", viewer.LastEventId);
        await viewer.ReceiveAsync("stream.state");
        using var before = await SseClient.OpenAsync(_server.Http, "/v2/realtime/streams/s1", $"{StoryUtf8.Length}");
        Assert.Equal("complete", (await before.ReceiveAsync("stream.state")).GetProperty("state").GetString());
        using var after = await SseClient.OpenAsync(_server.Http, "/v2/realtime/streams/s1", viewer.LastEventId);
        Assert.Equal(HttpStatusCode.NoContent, after.Response.StatusCode);
    }

    [Fact]
    public async Task Plain_text_is_the_bytes_of_one_part_from_a_position()
    {
        await FeedWholeAsync("s1", Story);
        await FeedWholeAsync("s2?part=reasoning", "\"quoted\"\n\u0001 thoughts");
        using var response = await GetAsync("s1?at=7");
        Assert.Equal("text/plain", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(StoryUtf8[7..], await BytesAsync(response));
        using var reasoning = await GetAsync("s2?part=reasoning");
        Assert.Equal("\"quoted\"\n\u0001 thoughts", Encoding.UTF8.GetString(await BytesAsync(reasoning)));
        using var cut = await GetAsync($"s1?at={Encoding.UTF8.GetByteCount("Hello, ") + 1}");
        Assert.Equal(HttpStatusCode.BadRequest, cut.StatusCode);
    }

    [Fact]
    public async Task A_broken_feed_leaves_the_stream_open_and_sending_it_all_again_completes_it_without_doubling()
    {
        using (var body = new GrowingBody())
        using (var broken = new CancellationTokenSource())
        {
            var feeding = FeedAsync("s1", body, broken.Token);
            await body.WriteAsync(StoryUtf8[..9]); // ends inside a character
            using var viewer = await SseClient.OpenAsync(_server.Http, await KnownAsync("s1"));
            var seen = "";
            while (seen != "Hello, ")
                seen += (await viewer.ReceiveAsync("stream")).GetProperty("data").GetString();
            await broken.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => feeding);
        }

        using var watching = await SseClient.OpenAsync(_server.Http, "/v2/realtime/streams/s1?at=7");
        Assert.Equal("", (await watching.ReceiveAsync("stream")).GetProperty("data").GetString());
        await FeedWholeAsync("s1", Story);
        Assert.Equal(Story[7..], (await watching.ReceiveAsync("stream")).GetProperty("data").GetString());
        Assert.Equal("complete", (await watching.ReceiveAsync("stream.state")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Another_producer_is_refused_while_one_is_there_and_goes_on_at_the_end_when_it_has_left()
    {
        using (var connection = await _server.ConnectAsync("""{"services":["finance"],"version":1}"""))
        {
            await connection.SendAsync(
                """{"type":"stream.append","ref":1,"stream":"s1","part":"text","at":0,"data":"first "}""");
            await connection.ReceiveAsync("appended");
            var (status, answer) = await FeedAsync("s1?at=end", new StringContent("second"));
            Assert.Equal((HttpStatusCode.Conflict, "stream_leased"), (status, answer.GetProperty("code").GetString()));
        }

        while ((await _server.GetAsync("/v2/realtime/connections")).GetProperty("items").GetArrayLength() > 0)
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        await FeedWholeAsync("s1?at=end&rollUp=20", "second");
        using var response = await GetAsync("s1");
        Assert.Equal("first second", Encoding.UTF8.GetString(await BytesAsync(response)));
    }

    [Fact]
    public async Task A_stop_over_http_reaches_the_producer_and_what_was_written_stays()
    {
        using var producer = await _server.ConnectAsync("""{"services":["finance"],"version":1}""");
        await producer.SendAsync(
            """{"type":"stream.append","ref":1,"stream":"s1","part":"text","at":0,"data":"first "}""");
        await producer.ReceiveAsync("appended");
        using var stopped = await _server.Http.DeleteAsync(new Uri("/v2/realtime/streams/s1", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NoContent, stopped.StatusCode);
        Assert.Equal("s1", (await producer.ReceiveAsync("stream.stop")).GetProperty("stream").GetString());
        await producer.SendAsync("""{"type":"stream.end","ref":2,"stream":"s1","state":"cancelled"}""");
        await producer.ReceiveAsync("ended");
        using var response = await GetAsync("s1");
        Assert.Equal("first ", Encoding.UTF8.GetString(await BytesAsync(response)));
        using var unknown = await _server.Http.DeleteAsync(new Uri("/v2/realtime/streams/nobody", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task An_event_stream_tells_that_its_stream_is_orphaned_and_goes_on_when_it_is_taken_over()
    {
        await using var server = await RunningServer.StartAsync("--Realtime:AiStreams:LeaseSeconds=1");
        SseClient viewer;
        Task<HttpResponseMessage> plain;
        using (var producer = await server.ConnectAsync("""{"services":["finance"],"version":1}"""))
        {
            await producer.SendAsync("""{"type":"stream.append","ref":1,"stream":"s1","part":"text","at":0,"data":"first "}""");
            await producer.ReceiveAsync("appended");
            viewer = await SseClient.OpenAsync(server.Http, "/v2/realtime/streams/s1");
            plain = server.Http.GetAsync(new Uri("/v2/realtime/streams/s1", UriKind.Relative));
            Assert.Equal("first ", (await viewer.ReceiveAsync("stream")).GetProperty("data").GetString());
        }

        using var owned = viewer;
        Assert.Equal("orphaned", (await viewer.ReceiveAsync("stream.state")).GetProperty("state").GetString());
        // Its end waits until the viewer has seen that it is open: an answer that is over by then is only told to be complete.
        using var body = new GrowingBody();
        var feeding = server.Http.PostAsync(new Uri("/v2/realtime/streams/s1?at=end", UriKind.Relative), body);
        await body.WriteAsync("second"u8.ToArray());
        Assert.Equal("open", (await viewer.ReceiveAsync())!.Value.GetProperty("state").GetString());
        Assert.Equal("second", (await viewer.ReceiveAsync("stream")).GetProperty("data").GetString());
        body.Complete();
        using var fed = await feeding;
        Assert.Equal(HttpStatusCode.OK, fed.StatusCode);
        Assert.Equal("complete", (await viewer.ReceiveAsync("stream.state")).GetProperty("state").GetString());
        using var whole = await plain;
        Assert.Equal("first second", Encoding.UTF8.GetString(await BytesAsync(whole)));
    }

    [Fact]
    public async Task Stop_reaches_the_feeder_while_it_says_nothing_and_what_was_written_stays()
    {
        using var viewer = await _server.ConnectAsync("""{"services":["finance"],"version":1}""");
        using var body = new GrowingBody();
        var feeding = FeedAsync("s1", body);
        await body.WriteAsync("some"u8.ToArray());
        await KnownAsync("s1");
        await viewer.SendAsync("""{"type":"stream.view","ref":1,"stream":"s1"}""");
        var seen = "";
        while (seen != "some")
            seen += (await viewer.ReceiveAsync("stream")).GetProperty("data").GetString();
        await viewer.SendAsync("""{"type":"stream.stop","ref":2,"stream":"s1"}""");
        var state = await viewer.ReceiveAsync("stream.state");
        Assert.Equal("cancelled", state.GetProperty("state").GetString());
        // The server has answered; this client looks at it only when its body has ended.
        body.Complete();
        var (status, answer) = await feeding;
        Assert.Equal((HttpStatusCode.Conflict, "stream_ended"), (status, answer.GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("bad%20id", "x", 400, "invalid_argument")]
    [InlineData("s1?part=Upper", "x", 400, "invalid_argument")]
    [InlineData("s1?at=-1", "x", 400, "invalid_argument")]
    [InlineData("s1?rollUp=30", "x", 400, "invalid_argument")]
    [InlineData("s1?rollUp=long", "x", 400, "invalid_argument")]
    [InlineData("s1?at=5", "x", 404, "unknown_stream")]
    [InlineData("s1?topic=nope", "x", 404, "unknown_service")]
    public async Task A_feed_that_cannot_be_taken_says_why(string path, string text, int status, string code)
    {
        var (answered, answer) = await FeedAsync(path, new StringContent(text));
        Assert.Equal((status, code), ((int)answered, answer.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Bytes_that_are_no_text_and_more_than_the_limit_are_refused_and_what_came_before_stays()
    {
        var (status, answer) = await FeedAsync("s1", new ByteArrayContent([.. "good "u8, 0xE4, 0xBD]));
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_argument"), (status, answer.GetProperty("code").GetString()));
        using var viewer = await SseClient.OpenAsync(_server.Http, "/v2/realtime/streams/s1");
        Assert.Equal("good ", (await viewer.ReceiveAsync("stream")).GetProperty("data").GetString());
        (status, answer) = await FeedAsync("s2", new ByteArrayContent([0xFF, 0xFE]));
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_argument"), (status, answer.GetProperty("code").GetString()));
        (status, answer) = await FeedAsync("s3", new ByteArrayContent(new byte[1024 * 1024 + 1]));
        Assert.Equal(
            (HttpStatusCode.RequestEntityTooLarge, "stream_too_large"), (status, answer.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task An_empty_body_makes_a_complete_and_empty_stream_and_its_id_may_have_slashes()
    {
        await FeedWholeAsync("chat/7/answer", "");
        using var response = await GetAsync("chat/7/answer");
        Assert.Empty(await BytesAsync(response));
    }

    [Fact]
    public async Task A_failed_stream_cuts_the_plain_text_so_that_no_piece_is_taken_for_the_whole()
    {
        using var producer = await _server.ConnectAsync("""{"services":["finance"],"version":1}""");
        await producer.SendAsync("""{"type":"stream.append","ref":1,"stream":"s1","part":"text","at":0,"data":"piece"}""");
        await producer.ReceiveAsync("appended");
        using var response = await GetAsync("s1");
        await producer.SendAsync("""{"type":"stream.end","ref":2,"stream":"s1","state":"failed"}""");
        await Assert.ThrowsAnyAsync<Exception>(() => BytesAsync(response));
    }

    private async Task<string> KnownAsync(string id)
    {
        var path = $"/v2/realtime/streams/{id}";
        while (!(await _server.GetAsync("/v2/realtime/streams")).GetRawText().Contains($"\"{id}\"", StringComparison.Ordinal))
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        return path;
    }

    private async Task FeedWholeAsync(string path, string text) =>
        Assert.Equal(HttpStatusCode.OK, (await FeedAsync(path, new StringContent(text))).Status);

    private async Task<(HttpStatusCode Status, JsonElement Answer)> FeedAsync(
        string path, HttpContent body, CancellationToken cancellation = default)
    {
        using var response = await _server.Http.PostAsync(
            new Uri($"/v2/realtime/streams/{path}", UriKind.Relative), body, cancellation)
            .WaitAsync(TimeSpan.FromSeconds(30), cancellation);
        return (response.StatusCode,
            JsonDocument.Parse(await response.Content.ReadAsStringAsync(CancellationToken.None)).RootElement);
    }

    private async Task<HttpResponseMessage> GetAsync(string path) => await _server.Http.GetAsync(
        new Uri($"/v2/realtime/streams/{path}", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead,
        TestContext.Current.CancellationToken);

    private static Task<byte[]> BytesAsync(HttpResponseMessage response) =>
        response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(20));

    /// <summary>A chunked body that the test writes bit by bit.</summary>
    private sealed class GrowingBody : HttpContent
    {
        private readonly Pipe _pipe = new();

        public async Task WriteAsync(byte[] bytes) => await _pipe.Writer.WriteAsync(bytes);

        public void Complete() => _pipe.Writer.Complete();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.FlushAsync();
            while (true)
            {
                var read = await _pipe.Reader.ReadAsync();
                foreach (var piece in read.Buffer)
                    await stream.WriteAsync(piece);
                await stream.FlushAsync();
                _pipe.Reader.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                    return;
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
