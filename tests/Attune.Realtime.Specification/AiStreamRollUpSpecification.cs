using Attune.Realtime.AiStreams;

namespace Attune.Realtime.Specification;

/// <summary>Text that gathers for a moment before it goes to the log and to viewers.</summary>
public abstract class AiStreamRollUpSpecification
{
    private const long Window = 40;

    private readonly StreamProducer _producer = new(_ => { });

    private protected abstract Task<EngineHarness> StartAsync();

    [Fact]
    public async Task The_first_text_goes_at_once_and_what_follows_within_the_window_as_one()
    {
        await using var engine = await StartAsync();
        Assert.Equal(1, (await AppendAsync(engine, 0, "a")).Value);
        var appends = Enumerable.Range(1, 5).Select(i => AppendAsync(engine, i, "b")).ToList();
        Assert.DoesNotContain(appends, append => append.IsCompleted);
        Assert.Equal("a", await engine.TextAsync("s1"));
        Advance(engine, Window);
        var ends = await Within(Task.WhenAll(appends));
        Assert.Equal([2, 3, 4, 5, 6], ends.Select(end => end.Value));
        Assert.Equal("abbbbb", await engine.TextAsync("s1"));
        Assert.Equal(2, engine.Notices.Count(notice => notice.Streams.Count > 0));
        await engine.CrashAsync();
        Assert.Equal("abbbbb", await engine.TextAsync("s1"));
    }

    [Fact]
    public async Task After_a_pause_and_at_the_beginning_of_a_part_nothing_waits()
    {
        await using var engine = await StartAsync();
        await AppendAsync(engine, 0, "a");
        Advance(engine, Window);
        Assert.Equal(2, (await AppendAsync(engine, 1, "b")).Value);
        var gathering = AppendAsync(engine, 2, "c");
        Assert.False(gathering.IsCompleted);
        Assert.Equal(2, (await AppendAsync(engine, 0, "hm", "reasoning")).Value);
        Assert.Equal(3, (await Within(gathering)).Value);
        Assert.Equal("abc", await engine.TextAsync("s1"));
    }

    [Fact]
    public async Task The_end_takes_what_gathers_with_it()
    {
        await using var engine = await StartAsync();
        await engine.AppendAsync("s1", 0, "a", topic: "room:1");
        var gathering = engine.AppendAsAsync(StreamProducer.Server, "s1", 1, "b", Window);
        Assert.False(gathering.IsCompleted);
        var ended = await engine.Engine.EndAsync(
            EngineHarness.Publisher(), "s1", AiStreamState.Complete, CancellationToken.None);
        Assert.Equal(2, ended.Value["text"]);
        Assert.Equal(2, (await Within(gathering)).Value);
        var finishing = Assert.Single(await engine.ReadAsync("room:1"));
        Assert.Contains("\"parts\":{\"text\":\"ab\"}", finishing.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repeat_of_what_gathers_is_compared_with_it()
    {
        await using var engine = await StartAsync();
        await AppendAsync(engine, 0, "a");
        var gathering = AppendAsync(engine, 1, "bc");
        Assert.Equal("append_conflict", (await AppendAsync(engine, 1, "bX")).Failure!.Code);
        Assert.Equal(3, (await Within(gathering)).Value);
        gathering = AppendAsync(engine, 3, "d");
        Assert.Equal(4, (await AppendAsync(engine, 2, "cd")).Value);
        Assert.Equal(4, (await Within(gathering)).Value);
        Assert.Equal("abcd", await engine.TextAsync("s1"));
    }

    [Fact]
    public async Task When_the_log_refuses_what_gathers_is_refused_and_can_be_sent_again()
    {
        await using var engine = await StartAsync();
        await AppendAsync(engine, 0, "a");
        engine.FailWrites(true);
        var gathering = AppendAsync(engine, 1, "b");
        var other = AppendAsync(engine, 2, "c");
        Advance(engine, Window);
        Assert.Equal("storage_unavailable", (await Within(gathering)).Failure!.Code);
        Assert.Equal("storage_unavailable", (await Within(other)).Failure!.Code);
        gathering = AppendAsync(engine, 1, "b");
        Assert.False(gathering.IsCompleted);
        Assert.Equal("storage_unavailable", (await engine.TryPublishAsync(EngineHarness.Draft("room:1"))).Failure!.Code);
        Assert.Equal("storage_unavailable", (await Within(gathering)).Failure!.Code);
        engine.FailWrites(false);
        Advance(engine, Window);
        Assert.Equal(3, (await AppendAsync(engine, 1, "bc")).Value);
        Assert.Equal("abc", await engine.TextAsync("s1"));
    }

    [Fact]
    public async Task Only_the_named_windows_are_taken()
    {
        await using var engine = await StartAsync();
        foreach (var window in (long[])[0, 20, 40, 100])
            Assert.Null((await engine.AppendAsAsync(_producer, $"s{window}", 0, "a", window)).Failure);
        foreach (var window in (long[])[-1, 1, 50, 1000])
            Assert.Equal("invalid_argument", (await engine.AppendAsAsync(_producer, "s1", 0, "a", window)).Failure!.Code);
    }

    private Task<Foundation.Failures.Outcome<long>> AppendAsync(
        EngineHarness engine, long at, string text, string part = "text") =>
        engine.AppendAsAsync(_producer, "s1", at, text, Window, part);

    private static void Advance(EngineHarness engine, long milliseconds) =>
        engine.Clock.Advance(TimeSpan.FromMilliseconds(milliseconds));

    private static Task<T> Within<T>(Task<T> task) =>
        task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
}
