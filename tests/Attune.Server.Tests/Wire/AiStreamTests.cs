using System.Text;
using System.Text.Json;

namespace Attune.Server.Tests.Wire;

/// <summary>What producers and viewers of an AI stream say to each other through the whole server.</summary>
public sealed class AiStreamTests : IAsyncLifetime
{
    private const string Hello = """{"services":["finance"],"version":1}""";

    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    public async Task A_producer_sends_without_waiting_and_is_answered_in_order(int rollUp)
    {
        using var producer = await _server.ConnectAsync(Hello);
        using var viewer = await _server.ConnectAsync(Hello);
        for (var i = 0; i < 200; i++)
        {
            var append = $$"""{"type":"stream.append","ref":{{i}},"stream":"s1","at":{{i * 4}},"data":"{{i:0000}}",""";
            await producer.SendAsync($$"""{{append}}"rollUp":{{rollUp}}}""");
        }

        await producer.SendAsync("""{"type":"stream.end","ref":200,"stream":"s1"}""");
        for (var i = 0; i < 200; i++)
        {
            var appended = await producer.ReceiveAsync("appended");
            Assert.Equal((i, i * 4 + 4), (appended.GetProperty("ref").GetInt32(), appended.GetProperty("end").GetInt32()));
        }

        Assert.Equal(800, (await producer.ReceiveAsync("ended")).GetProperty("length").GetProperty("text").GetInt32());
        await viewer.SendAsync("""{"type":"stream.view","ref":1,"stream":"s1"}""");
        var (text, state) = await ReadAsync(viewer);
        Assert.Equal(string.Concat(Enumerable.Range(0, 200).Select(i => $"{i:0000}")), text["text"].ToString());
        Assert.Equal("complete", state);
    }

    [Fact]
    public async Task A_stop_reaches_the_producer_and_viewers_see_cancelled_with_the_prefix()
    {
        using var producer = await _server.ConnectAsync(Hello);
        using var viewer = await _server.ConnectAsync(Hello);
        await producer.SendAsync("""{"type":"stream.append","ref":1,"stream":"s1","part":"text","at":0,"data":"prefix"}""");
        await producer.ReceiveAsync("appended");
        await viewer.SendAsync("""{"type":"stream.view","ref":1,"stream":"s1"}""");
        await viewer.SendAsync("""{"type":"stream.stop","ref":2,"stream":"s1"}""");
        Assert.Equal("s1", (await producer.ReceiveAsync("stream.stop")).GetProperty("stream").GetString());
        await producer.SendAsync("""{"type":"stream.end","ref":2,"stream":"s1","state":"cancelled"}""");
        await producer.ReceiveAsync("ended");
        var (text, state) = await ReadAsync(viewer);
        Assert.Equal(("prefix", "cancelled"), (text["text"].ToString(), state));
    }

    [Fact]
    public async Task Text_reasoning_and_tool_calls_grow_side_by_side_and_a_late_viewer_gets_all_of_them()
    {
        using var producer = await _server.ConnectAsync(Hello);
        using var early = await _server.ConnectAsync(Hello);
        string[] parts = ["text", "reasoning", "tool.search-1"];
        await producer.SendAsync("""{"type":"stream.append","ref":0,"stream":"s1","part":"reasoning","at":0,"data":"hm "}""");
        await producer.ReceiveAsync("appended");
        await early.SendAsync("""{"type":"stream.view","ref":1,"stream":"s1","parts":{"reasoning":3}}""");
        for (var i = 0; i < 30; i++)
        {
            var part = parts[i % 3];
            var at = (i / 3 * 2) + (part == "reasoning" ? 3 : 0);
            await producer.SendAsync(
                $$"""{"type":"stream.append","ref":1,"stream":"s1","part":"{{part}}","at":{{at}},"data":"é","rollUp":20}""");
        }

        await producer.SendAsync("""{"type":"stream.end","ref":2,"stream":"s1"}""");
        await producer.ReceiveAsync("ended");
        using var late = await _server.ConnectAsync(Hello);
        await late.SendAsync("""{"type":"stream.view","ref":1,"stream":"s1"}""");
        var (fromStart, _) = await ReadAsync(early);
        var (whole, _) = await ReadAsync(late);
        var grown = new string('é', 10);
        foreach (var part in parts)
        {
            Assert.Equal(grown, fromStart[part].ToString());
            Assert.Equal(part == "reasoning" ? $"hm {grown}" : grown, whole[part].ToString());
        }
    }

    private static async Task<(Dictionary<string, StringBuilder> Text, string State)> ReadAsync(WireClient viewer)
    {
        var text = new Dictionary<string, StringBuilder>(StringComparer.Ordinal);
        while (true)
        {
            JsonElement frame = await viewer.ReceiveAsync();
            var type = frame.GetProperty("type").GetString();
            if (type == "stream.state")
                return (text, frame.GetProperty("state").GetString()!);
            if (type != "stream")
                continue;
            var part = frame.GetProperty("part").GetString()!;
            if (!text.TryGetValue(part, out var grown))
                text[part] = grown = new StringBuilder();
            grown.Append(frame.GetProperty("data").GetString());
        }
    }
}
