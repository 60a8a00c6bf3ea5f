using Attune.Realtime.AiStreams;

namespace Attune.Realtime.Specification;

/// <summary>AI streams: PROTOCOL 6.</summary>
public abstract class AiStreamSpecification
{
    private protected abstract Task<EngineHarness> StartAsync();

    [Fact]
    public async Task Text_grows_by_byte_position_and_survives_a_crash()
    {
        await using var engine = await StartAsync();
        Assert.Equal(6, (await engine.AppendAsync("s1", 0, "中文")).Value);
        Assert.Equal(12, (await engine.AppendAsync("s1", 6, " hello")).Value);
        await engine.CrashAsync();
        Assert.Equal("中文 hello", await engine.TextAsync("s1"));
        Assert.Equal(13, (await engine.AppendAsync("s1", 12, "!")).Value);
        Assert.Equal("中文 hello!", await engine.TextAsync("s1"));
    }

    [Fact]
    public async Task A_repeat_is_ignored_an_overlap_adds_its_rest_a_contradiction_and_a_hole_are_refused()
    {
        await using var engine = await StartAsync();
        await engine.AppendAsync("s1", 0, "hello ");
        Assert.Equal(6, (await engine.AppendAsync("s1", 0, "hello ")).Value);
        Assert.Equal(11, (await engine.AppendAsync("s1", 3, "lo world")).Value);
        Assert.Equal("append_conflict", (await engine.AppendAsync("s1", 0, "jello")).Failure!.Code);
        Assert.Equal("gap", (await engine.AppendAsync("s1", 99, "!")).Failure!.Code);
        Assert.Equal("unknown_stream", (await engine.AppendAsync("s2", 5, "x")).Failure!.Code);
        Assert.Equal("hello world", await engine.TextAsync("s1"));
    }

    [Fact]
    public async Task A_repeat_after_a_crash_is_compared_with_what_is_on_disk()
    {
        await using var engine = await StartAsync();
        await engine.AppendAsync("s1", 0, "hello");
        await engine.CrashAsync();
        Assert.Equal(5, (await engine.AppendAsync("s1", 0, "hello")).Value);
        Assert.Equal("append_conflict", (await engine.AppendAsync("s1", 0, "jello")).Failure!.Code);
    }

    [Fact]
    public async Task Ending_is_final_and_repeatable_and_leaves_one_event_in_its_topic()
    {
        await using var engine = await StartAsync();
        await engine.AppendAsync("s1", 0, "done", topic: "room:1");
        var ended = await EndAsync(engine, AiStreamState.Complete);
        Assert.Equal(4, ended.Value["text"]);
        Assert.Null((await EndAsync(engine, AiStreamState.Complete)).Failure);
        Assert.Equal("stream_ended", (await EndAsync(engine, AiStreamState.Failed)).Failure!.Code);
        Assert.Equal("stream_ended", (await engine.AppendAsync("s1", 4, "more")).Failure!.Code);
        await engine.CrashAsync();
        Assert.Equal(AiStreamState.Complete, (await engine.StreamAsync("s1")).State);
        var finishing = Assert.Single(await engine.ReadAsync("room:1"));
        Assert.Equal("stream.completed", finishing.Type);
        Assert.Contains("\"parts\":{\"text\":\"done\"}", finishing.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_without_a_topic_leaves_no_event_and_takes_no_number()
    {
        await using var engine = await StartAsync();
        await engine.AppendAsync("s1", 0, "text");
        await EndAsync(engine, AiStreamState.Complete);
        Assert.Equal(1, (await engine.PublishAsync("finance")).Seq);
    }

    [Fact]
    public async Task Stop_reaches_the_producer_once_and_ends_a_stream_that_has_none()
    {
        await using var engine = await StartAsync();
        await engine.AppendAsync("s1", 0, "text");
        var asked = 0;
        var told = new TaskCompletionSource();
        void Stop()
        {
            Interlocked.Increment(ref asked);
            told.TrySetResult();
        }

        using (engine.Engine.OpenStream(EngineHarness.Organisation, "s1").OnStop(Stop))
        {
            await StopAsync(engine, "s1");
            await StopAsync(engine, "s1");
            await told.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
            Assert.Equal(1, asked);
            Assert.Equal(AiStreamState.Open, (await engine.StreamAsync("s1")).State);
        }

        await engine.AppendAsync("s2", 0, "text");
        await StopAsync(engine, "s2");
        Assert.Equal(AiStreamState.Cancelled, (await engine.StreamAsync("s2")).State);
    }

    [Fact]
    public async Task A_redacted_stream_has_no_text_left_and_its_finishing_event_is_redacted_as_well()
    {
        await using var engine = await StartAsync();
        await engine.AppendAsync("s1", 0, "my secret", topic: "room:1");
        await EndAsync(engine, AiStreamState.Complete);
        var redacted = await engine.Engine.RedactStreamAsync(EngineHarness.Publisher(), "s1", CancellationToken.None);
        Assert.True(redacted.Value);
        await engine.CrashAsync();
        var stream = await engine.StreamAsync("s1");
        Assert.True(stream.IsRedacted);
        Assert.Equal("", await engine.TextAsync("s1"));
        Assert.True((await engine.ReadAsync("room:1"))[0].Redacted);
    }

    [Fact]
    public async Task Limits_refuse_with_a_reason_and_keep_what_was_there()
    {
        await using var engine = await StartAsync();
        Assert.Equal("invalid_argument", (await engine.AppendAsync("bad id!", 0, "x")).Failure!.Code);
        Assert.Equal("invalid_argument", (await engine.AppendAsync("s1", 0, "x", part: "Bad Part")).Failure!.Code);
        Assert.Equal("unknown_service", (await engine.AppendAsync("s1", 0, "x", topic: "no such topic")).Failure!.Code);
        var at = 0L;
        for (var i = 0; i < 4; i++)
            at = (await engine.AppendAsync("s1", at, new string('x', 256 * 1024))).Value;
        Assert.Equal("stream_too_large", (await engine.AppendAsync("s1", at, "x")).Failure!.Code);
        Assert.Equal(1024 * 1024, (await engine.TextAsync("s1")).Length);
    }

    private static async Task<Foundation.Failures.Outcome<IReadOnlyDictionary<string, long>>> EndAsync(
        EngineHarness engine, AiStreamState state) =>
        await engine.Engine.EndAsync(EngineHarness.Publisher(), "s1", state, CancellationToken.None);

    private static async Task StopAsync(EngineHarness engine, string stream) =>
        Assert.Null((await engine.Engine.StopAsync(EngineHarness.Publisher(), stream, CancellationToken.None)).Failure);
}
