using System.Text;
using System.Text.Json;
using Attune.Server.Tests.Wire;
using Attune.TestKit.Proofs;

namespace Attune.Server.Tests.Faults;

/// <summary>An answer that is being written when the server is killed is finished byte-identically.</summary>
public sealed class AiStreamCrashTests
{
    private const string Hello = """{"services":["finance"],"version":1}""";

    [Fact]
    [Proves("A-46")]
    public async Task Viewers_finish_a_stream_whose_server_was_killed_in_the_middle_and_a_late_one_gets_the_whole()
    {
        var text = string.Concat(Enumerable.Range(0, 40).Select(i => $"第{i}句話 sentence {i}. "));
        var bytes = Encoding.UTF8.GetBytes(text);
        await using var server = await RunningServer.StartAsync();
        var seen = new StringBuilder();
        long at;
        using (var producer = await server.ConnectAsync(Hello))
        using (var viewer = await server.ConnectAsync(Hello))
        {
            at = await AppendAsync(producer, 0, text[..100]);
            await viewer.SendAsync("""{"type":"stream.view","ref":1,"stream":"s1"}""");
            at = await AppendAsync(producer, at, text[100..200]);
            at = await AppendAsync(producer, at, text[200..400]);
            Assert.InRange(at / (double)bytes.Length, 0.3, 0.7);
            while (Encoding.UTF8.GetByteCount(seen.ToString()) < at)
                seen.Append((await viewer.ReceiveAsync("stream")).GetProperty("data").GetString());
            await server.Process.KillAsync();
        }

        await server.Process.StartAsync(TestContext.Current.CancellationToken);
        using var again = await server.ConnectAsync(Hello);
        using var back = await server.ConnectAsync(Hello);
        await back.SendAsync($$$"""{"type":"stream.view","ref":1,"stream":"s1","parts":{"text":{{{at}}}}}""");
        Assert.Equal("", (await back.ReceiveAsync("stream")).GetProperty("data").GetString());
        at = await AppendAsync(again, at, text[400..]);
        await again.SendAsync("""{"type":"stream.end","ref":2,"stream":"s1","state":"complete"}""");
        await again.ReceiveAsync("ended");
        var (rest, state) = await ReadToEndAsync(back);
        Assert.Equal(text, seen + rest);
        Assert.Equal("complete", state.GetProperty("state").GetString());
        Assert.Equal(bytes.Length, state.GetProperty("length").GetProperty("text").GetInt64());

        using var late = await server.ConnectAsync(Hello);
        await late.SendAsync("""{"type":"stream.view","ref":1,"stream":"s1"}""");
        Assert.Equal(text, (await ReadToEndAsync(late)).Text);
    }

    [Fact]
    public async Task A_stream_whose_server_was_killed_is_orphaned_and_taken_over_and_every_viewer_has_the_same_bytes()
    {
        var text = string.Concat(Enumerable.Range(0, 60).Select(i => $"第{i}句話 sentence {i} 😀. "));
        await using var server = await RunningServer.StartAsync("--Realtime:AiStreams:LeaseSeconds=1");
        long stored;
        using (var producer = await server.ConnectAsync(Hello))
        {
            stored = await AppendAsync(producer, 0, text[..100]);
            // These are on their way, or gather, when the server dies; nobody is told of them.
            var at = stored;
            foreach (var piece in (string[])[text[100..150], text[150..200]])
            {
                await producer.SendAsync(
                    $$"""{"type":"stream.append","ref":4,"stream":"s1","at":{{at}},"data":"{{piece}}","rollUp":100}""");
                at += Encoding.UTF8.GetByteCount(piece);
            }

            await server.Process.KillAsync();
        }

        await server.Process.StartAsync(TestContext.Current.CancellationToken);
        using var viewer = await server.ConnectAsync(Hello);
        await viewer.SendAsync("""{"type":"stream.view","ref":1,"stream":"s1"}""");
        var seen = new StringBuilder();
        JsonElement frame;
        while ((frame = await viewer.ReceiveAsync()).GetProperty("type").GetString() == "stream")
            seen.Append(frame.GetProperty("data").GetString());
        Assert.Equal("orphaned", frame.GetProperty("state").GetString());
        var length = frame.GetProperty("length").GetProperty("text").GetInt64();
        Assert.InRange(length, stored, Encoding.UTF8.GetByteCount(text[..200]));
        using (var again = await server.ConnectAsync(Hello))
        {
            Assert.Equal(Encoding.UTF8.GetByteCount(text), await AppendAsync(again, 0, text));
            Assert.Equal("open", (await viewer.ReceiveAsync()).GetProperty("state").GetString());
            using var second = await server.ConnectAsync(Hello);
            await second.SendAsync(
                $$"""{"type":"stream.append","ref":5,"stream":"s1","at":{{Encoding.UTF8.GetByteCount(text)}},"data":"!"}""");
            var refused = await second.ReceiveAsync("error");
            Assert.Equal(("stream_leased", true),
                (refused.GetProperty("code").GetString(), refused.GetProperty("retry").GetBoolean()));
            using var third = await server.ConnectAsync(Hello);
            await third.SendAsync("""{"type":"stream.end","ref":6,"stream":"s1","state":"complete"}""");
            Assert.Equal("stream_leased", (await third.ReceiveAsync("error")).GetProperty("code").GetString());
            await again.SendAsync("""{"type":"stream.end","ref":2,"stream":"s1","state":"complete"}""");
            await again.ReceiveAsync("ended");
        }

        var (rest, state) = await ReadToEndAsync(viewer);
        Assert.Equal("complete", state.GetProperty("state").GetString());
        Assert.Equal(text, seen + rest);
        using var late = await server.ConnectAsync(Hello);
        await late.SendAsync("""{"type":"stream.view","ref":1,"stream":"s1"}""");
        Assert.Equal(text, (await ReadToEndAsync(late)).Text);
    }

    [Fact]
    public async Task A_stream_that_was_to_be_stopped_is_cancelled_after_a_crash_and_its_event_holds_the_text()
    {
        await using var server = await RunningServer.StartAsync("--Realtime:AiStreams:LeaseSeconds=1");
        using (var producer = await server.ConnectAsync(Hello))
        using (var viewer = await server.ConnectAsync(Hello))
        {
            await producer.SendAsync(
                """{"type":"stream.append","ref":1,"stream":"s1","at":0,"topic":"room:1","data":"half an answer"}""");
            await producer.ReceiveAsync("appended");
            await viewer.SendAsync("""{"type":"stream.stop","ref":2,"stream":"s1"}""");
            await viewer.ReceiveAsync("stopping");
            await server.Process.KillAsync();
        }

        await server.Process.StartAsync(TestContext.Current.CancellationToken);
        using var reader = await server.ConnectAsync("""{"services":["room:1"],"version":1,"lastSeq":0}""");
        var cancelled = (await reader.ReceiveAsync("event")).GetProperty("events")[0];
        Assert.Equal("stream.cancelled", cancelled.GetProperty("type").GetString());
        Assert.Equal("half an answer", cancelled.GetProperty("data").GetProperty("parts").GetProperty("text").GetString());
    }

    private static async Task<long> AppendAsync(WireClient client, long at, string text)
    {
        var data = JsonSerializer.Serialize(text);
        await client.SendAsync(
            $$"""{"type":"stream.append","ref":3,"stream":"s1","part":"text","at":{{at}},"data":{{data}}}""");
        return (await client.ReceiveAsync("appended")).GetProperty("end").GetInt64();
    }

    private static async Task<(string Text, JsonElement State)> ReadToEndAsync(WireClient viewer)
    {
        var text = new StringBuilder();
        while (true)
        {
            var frame = await viewer.ReceiveAsync();
            if (frame.GetProperty("type").GetString() == "stream.state")
                return (text.ToString(), frame);
            text.Append(frame.GetProperty("data").GetString());
        }
    }
}
