using System.Text;
using System.Text.Json;
using Attune.Server.Tests.Wire;
using Attune.Server.Verbs.ScriptedModel;
using Attune.TestKit.Folders;

namespace Attune.Server.Tests.Conversations;

/// <summary>What a person said and what was answered survives kill -9, once each and byte for byte.</summary>
public sealed class ConversationCrashTests
{
    private const string Script =
        "The first half of this answer is on your screen when the server dies. 這一半會在伺服器重新啟動之後才出現，"
        + "and not a single letter 🙂 may be lost, doubled or changed on the way.";

    [Fact]
    public async Task A_reply_by_rules_that_was_half_written_is_finished_byte_for_byte()
    {
        await using var server = await RunningServer.StartAsync("--Guide:CharactersPerSecond=60");
        var undisturbed = await Talk.OpenAsync(server, "guide");
        await undisturbed.SendAsync("Where is my data stored?");
        var expected = Text((await undisturbed.FinishedAsync())[1]);

        var talk = await Talk.OpenAsync(server, "guide");
        var sent = await talk.SendAsync("Where is my data stored?");
        var before = await KillBetweenAsync(server, talk, sent, expected);
        await AssertWholeAsync(talk, sent, before, expected);
    }

    [Fact]
    public async Task A_reply_by_a_model_that_was_half_written_is_finished_byte_for_byte()
    {
        await using var model = await ScriptedModelServer.StartAsync(
            new ModelScript(Script, PieceMilliseconds: 60), cancellation: TestContext.Current.CancellationToken);
        await using var server = await RunningServer.StartAsync(ModelSettings(model, "scripted"));
        var talk = await Talk.OpenAsync(server, "mia");
        var sent = await talk.SendAsync("Tell me something.");
        var before = await KillBetweenAsync(server, talk, sent, Script);
        await AssertWholeAsync(talk, sent, before, Script);
        Assert.Equal("model", (await talk.MessagesAsync())[1].GetProperty("method").GetString());
    }

    [Fact]
    public async Task A_model_that_dies_in_the_middle_leaves_an_honest_end_and_a_second_try()
    {
        await using var model = await ScriptedModelServer.StartAsync(
            new ModelScript(Script, PieceMilliseconds: 5), cancellation: TestContext.Current.CancellationToken);
        await using var server = await RunningServer.StartAsync(ModelSettings(model, "dies-once"));
        var talk = await Talk.OpenAsync(server, "mia");
        var sent = await talk.SendAsync("Tell me something.");
        var failed = (await talk.FinishedAsync())[1];
        Assert.Equal("failed", failed.GetProperty("state").GetString());
        Assert.StartsWith(Text(failed), Script, StringComparison.Ordinal);
        Assert.InRange(Text(failed).Length, 1, Script.Length - 1);
        Assert.Equal(Text(failed), await talk.WholeTextAsync(Id(sent, "streamId")));
        await talk.RetryAsync(Id(sent, "replyId"));
        var messages = await talk.FinishedAsync();
        Assert.Equal((2, Script), (messages.Count, Text(messages[1])));
        var events = await talk.EventsAsync("reply.completed", 1);
        Assert.Equal(
            [
                "message.created", "emotion.updated", "mood.updated", "reply.started", "reply.stopped", "reply.started",
                "reply.completed",
            ],
            events.Select(item => item.GetProperty("type").GetString()));
    }

    [Fact]
    public async Task Messages_that_are_sent_while_the_server_is_killed_again_and_again_are_stored_and_told_once()
    {
        const int Messages = 40;
        const int Kills = 4;
        await using var server = await RunningServer.StartAsync(
            "--Guide:CharactersPerSecond=2000", "--Guide:ChineseCharactersPerSecond=2000");
        var talk = await Talk.OpenAsync(server, "lyra");
        var next = 0;
        var sending = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i <= Messages; i = Interlocked.Increment(ref next))
                await SendUntilTakenAsync(server, talk, $"Message number {i}.", $"client-{i}");
        })).ToList();
        for (var kill = 1; kill <= Kills; kill++)
        {
            while (Volatile.Read(ref next) < kill * Messages / (Kills + 1))
                await Task.Yield();
            await server.RestartAsync();
        }

        await Task.WhenAll(sending);
        var messages = await talk.FinishedAsync();
        Assert.Equal(2 * Messages, messages.Count);
        var events = await talk.EventsAsync("reply.completed", Messages);
        foreach (var type in (string[])
            ["message.created", "emotion.updated", "mood.updated", "reply.started", "reply.completed"])
            Assert.Equal(Messages, events.Count(item => item.GetProperty("type").GetString() == type));
        Assert.Equal(messages.Where(message => message.GetProperty("role").GetString() == "user").Select(message => Id(message)),
            events.Where(item => item.GetProperty("type").GetString() == "message.created")
                .Select(item => Id(item.GetProperty("data").GetProperty("message"))));
    }

    [Fact]
    public async Task Two_devices_see_the_same_events_in_the_same_order()
    {
        await using var server = await RunningServer.StartAsync("--Guide:CharactersPerSecond=2000");
        var talk = await Talk.OpenAsync(server, "mia");
        var hello = $$"""{"services":["{{talk.Topic}}"],"version":1}""";
        using var phone = await server.ConnectAsync(hello);
        using var laptop = await server.ConnectAsync(hello);
        await Task.WhenAll(Enumerable.Range(0, 10).SelectMany(i => new[]
        {
            talk.SendAsync($"Message {i}", $"same-{i}"), talk.SendAsync($"Message {i}", $"same-{i}"),
        }));
        var seen = await Task.WhenAll(ReadAsync(phone), ReadAsync(laptop));
        Assert.Equal(seen[0], seen[1]);
        Assert.Equal(10, seen[0].Count(item => item.StartsWith("message.created", StringComparison.Ordinal)));
        Assert.Equal(20, (await talk.FinishedAsync()).Count);

        static async Task<List<string>> ReadAsync(WireClient client)
        {
            var events = new List<string>();
            while (events.Count(item => item.StartsWith("reply.completed", StringComparison.Ordinal)) < 10)
            {
                var frame = await client.ReceiveAsync("event");
                events.AddRange(frame.GetProperty("events").EnumerateArray()
                    .Select(item => $"{item.GetProperty("type").GetString()} {item.GetProperty("id").GetString()}"));
            }

            return events;
        }
    }

    [Fact]
    public async Task A_deleted_conversation_leaves_no_word_in_the_data_folder()
    {
        const string Secret = "xylophone-quartz";
        using var folder = new TempFolder();
        await using var server = await RunningServer.StartInAsync(folder.Path, "--Guide:CharactersPerSecond=2000");
        var talk = await Talk.OpenAsync(server, "mia");
        await talk.SendAsync($"I feel that my {Secret} is lost.");
        await talk.FinishedAsync();
        await talk.EventsAsync("reply.completed", 1);
        Assert.NotEmpty(FilesWith(folder.Path, Secret));
        using (var deleted = await server.Http.DeleteAsync(
            new Uri($"/v1/conversations/{talk.Id}", UriKind.Relative), TestContext.Current.CancellationToken))
            Assert.Equal(System.Net.HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Empty(FilesWith(folder.Path, Secret));
        await server.RestartAsync();
        Assert.Empty(FilesWith(folder.Path, Secret));
        var events = await talk.EventsAsync("conversation.deleted", 1);
        Assert.All(events.SkipLast(1), item => Assert.Equal(JsonValueKind.Null, item.GetProperty("data").ValueKind));
    }

    private static string[] ModelSettings(ScriptedModelServer model, string name) =>
    [
        "--Inference:Endpoints:0:Name=Script", $"--Inference:Endpoints:0:BaseUrl={model.BaseUrl}",
        $"--Inference:Endpoints:0:Model={name}", "--Guide:CharactersPerSecond=2000",
    ];

    /// <summary>Kills the server when between 30 and 70 % of a reply have been seen, and starts it again.</summary>
    /// <returns>What had been seen.</returns>
    private static async Task<string> KillBetweenAsync(RunningServer server, Talk talk, JsonElement sent, string expected)
    {
        var bytes = Encoding.UTF8.GetByteCount(expected);
        var seen = await talk.TextAsync(Id(sent, "streamId"), bytes * 2 / 5);
        Assert.InRange(Encoding.UTF8.GetByteCount(seen) / (double)bytes, 0.3, 0.7);
        await server.RestartAsync();
        return seen;
    }

    private static async Task AssertWholeAsync(Talk talk, JsonElement sent, string before, string expected)
    {
        var messages = await talk.FinishedAsync();
        Assert.Equal([Id(sent, "messageId"), Id(sent, "replyId")], messages.Select(message => Id(message)));
        Assert.Equal(expected, Text(messages[1]));
        Assert.StartsWith(before, expected, StringComparison.Ordinal);
        Assert.Equal(expected, await talk.WholeTextAsync(Id(sent, "streamId")));
        var events = await talk.EventsAsync("reply.completed", 1);
        Assert.Equal(["message.created", "emotion.updated", "mood.updated", "reply.started", "reply.completed"],
            events.Select(item => item.GetProperty("type").GetString()));
        Assert.Equal(expected, Text(events[4].GetProperty("data")));
    }

    /// <summary>As a client does: the same client id again until the server says that it has the message.</summary>
    private static async Task SendUntilTakenAsync(RunningServer server, Talk talk, string text, string clientId)
    {
        while (true)
        {
            await server.Process.Availability.WaitAsync(TestContext.Current.CancellationToken);
            try
            {
                await talk.SendAsync(text, clientId);
                return;
            }
            catch (HttpRequestException)
            {
                // The server died under the request: whether it was stored is what this test is about.
            }
        }
    }

    private static List<string> FilesWith(string folder, string text)
    {
        var wanted = Encoding.UTF8.GetBytes(text);
        // The lock file is empty, and held.
        return [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => !path.EndsWith(".lock", StringComparison.Ordinal))
            .Where(Holds)];

        bool Holds(string path)
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes.AsSpan().IndexOf(wanted) >= 0;
        }
    }

    private static string Text(JsonElement message) => message.GetProperty("text").GetString()!;

    private static string Id(JsonElement message, string name = "id") => message.GetProperty(name).GetString()!;
}
