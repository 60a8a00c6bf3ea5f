using Attune.Realtime.AiStreams;

namespace Attune.Realtime.Specification;

/// <summary>Who may write an AI stream, and what happens when its producer has gone: PROTOCOL 6.</summary>
public abstract class AiStreamLeaseSpecification
{
    private protected abstract Task<EngineHarness> StartAsync();

    [Fact]
    public async Task A_second_producer_is_refused_while_the_first_is_there_and_takes_over_at_once_when_it_has_left()
    {
        await using var engine = await StartAsync();
        var (first, second) = (New(), New());
        Assert.Equal(3, (await engine.AppendAsAsync(first, "s1", 0, "one")).Value);
        var refused = (await engine.AppendAsAsync(second, "s1", 3, " two")).Failure;
        Assert.Equal(("stream_leased", true), (refused!.Code, refused.Retry));
        Assert.Equal("stream_leased", (await engine.AppendAsAsync(second, "s1", 3, "")).Failure!.Code);
        Assert.Equal("stream_leased", (await EndAsAsync(engine, second)).Failure!.Code);
        Assert.Equal(3, (await engine.AppendAsAsync(second, "s1", 0, "one")).Value);
        first.Leave(engine.Clock.GetTimestamp());
        Assert.Equal(7, (await engine.AppendAsAsync(second, "s1", 3, " two")).Value);
        Assert.Equal("stream_leased", (await engine.AppendAsAsync(New(), "s1", 7, "!")).Failure!.Code);
        Assert.Null((await EndAsAsync(engine, second)).Failure);
        Assert.Equal("one two", await engine.TextAsync("s1"));
    }

    [Fact]
    public async Task A_stream_whose_producer_has_left_is_orphaned_after_the_lease_and_an_append_opens_it_again()
    {
        await using var engine = await StartAsync();
        var first = New();
        await engine.AppendAsAsync(first, "s1", 0, "one");
        await engine.PassAsync(60);
        first.Leave(engine.Clock.GetTimestamp());
        await engine.PassAsync(15);
        Assert.Equal(AiStreamState.Open, (await engine.StreamAsync("s1")).State);
        engine.Notices.Clear();
        await engine.PassAsync(0.1);
        Assert.Equal(AiStreamState.Orphaned, (await engine.StreamAsync("s1")).State);
        Assert.Equal("s1", Assert.Single(Assert.Single(engine.Notices).Streams).Id);
        await engine.PassAsync(60);
        Assert.Single(engine.Notices);
        var second = New();
        Assert.Equal(7, (await engine.AppendAsAsync(second, "s1", 3, " two")).Value);
        Assert.Equal(AiStreamState.Open, (await engine.StreamAsync("s1")).State);
        Assert.Null((await EndAsAsync(engine, second)).Failure);
        await engine.PassAsync(60);
        Assert.Equal(AiStreamState.Complete, (await engine.StreamAsync("s1")).State);
    }

    [Fact]
    public async Task A_silent_connection_keeps_its_stream_until_another_writes_it()
    {
        await using var engine = await StartAsync();
        var (silent, other) = (New(), New());
        await engine.AppendAsAsync(silent, "s1", 0, "one");
        await engine.PassAsync(14);
        Assert.Equal("stream_leased", (await engine.AppendAsAsync(other, "s1", 3, "!")).Failure!.Code);
        Assert.Equal(3, (await engine.AppendAsAsync(silent, "s1", 3, "")).Value);
        await engine.PassAsync(14);
        Assert.Equal("stream_leased", (await engine.AppendAsAsync(other, "s1", 3, "!")).Failure!.Code);
        await engine.PassAsync(3600);
        Assert.Equal(AiStreamState.Open, (await engine.StreamAsync("s1")).State);
        Assert.Equal(4, (await engine.AppendAsAsync(other, "s1", 3, "!")).Value);
        Assert.Equal("stream_leased", (await engine.AppendAsAsync(silent, "s1", 4, "?")).Failure!.Code);
    }

    [Fact]
    public async Task A_producer_of_the_server_keeps_its_stream_by_appending_or_by_listening()
    {
        await using var engine = await StartAsync();
        await engine.AppendAsync("s1", 0, "one");
        await engine.AppendAsync("s2", 0, "one");
        using (engine.Engine.OpenStream(EngineHarness.Organisation, "s1").OnStop(() => { }))
        {
            await engine.PassAsync(14);
            await engine.AppendAsync("s2", 3, " two");
            await engine.PassAsync(14);
            Assert.Equal(AiStreamState.Open, (await engine.StreamAsync("s2")).State);
            await engine.PassAsync(3600);
            Assert.Equal(AiStreamState.Open, (await engine.StreamAsync("s1")).State);
            Assert.Equal(AiStreamState.Orphaned, (await engine.StreamAsync("s2")).State);
            Assert.Equal("stream_leased", (await engine.AppendAsAsync(New(), "s1", 3, "!")).Failure!.Code);
        }

        await engine.PassAsync(15);
        Assert.Equal(AiStreamState.Open, (await engine.StreamAsync("s1")).State);
        await engine.PassAsync(1);
        Assert.Equal(AiStreamState.Orphaned, (await engine.StreamAsync("s1")).State);
    }

    [Fact]
    public async Task After_a_crash_open_streams_are_orphaned_unless_somebody_appends_within_the_lease()
    {
        await using var engine = await StartAsync();
        var producer = New();
        foreach (var id in (string[])["s1", "s2"])
            await engine.AppendAsAsync(producer, id, 0, "one");
        await engine.AppendAsAsync(producer, "s3", 0, "done");
        await engine.Engine.EndAsync(EngineHarness.Publisher(), "s3", AiStreamState.Complete, CancellationToken.None);
        await engine.CrashAsync();
        await engine.PassAsync(10);
        var another = New();
        Assert.Equal(7, (await engine.AppendAsAsync(another, "s1", 3, " two")).Value);
        await engine.PassAsync(6);
        Assert.Equal(AiStreamState.Open, (await engine.StreamAsync("s1")).State);
        Assert.Equal(AiStreamState.Orphaned, (await engine.StreamAsync("s2")).State);
        Assert.Equal(AiStreamState.Complete, (await engine.StreamAsync("s3")).State);
        Assert.Equal(7, (await engine.AppendAsAsync(another, "s2", 3, " two")).Value);
        Assert.Equal("one two", await engine.TextAsync("s2"));
    }

    [Fact]
    public async Task A_stop_is_told_at_once_and_to_whoever_takes_over_and_cancels_a_stream_without_producer()
    {
        await using var engine = await StartAsync();
        var told = new List<string>();
        var first = new StreamProducer(told.Add);
        await engine.AppendAsAsync(first, "s1", 0, "one");
        await StopAsync(engine, "s1");
        Assert.Equal(["s1"], told);
        first.Leave(engine.Clock.GetTimestamp());
        var second = new TaskCompletionSource<string>();
        await engine.AppendAsAsync(new StreamProducer(id => second.TrySetResult(id)), "s1", 3, " two");
        Assert.Equal("s1", await second.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        var third = New();
        await engine.AppendAsAsync(third, "s2", 0, "one");
        await StopAsync(engine, "s2");
        third.Leave(engine.Clock.GetTimestamp());
        await engine.PassAsync(16);
        Assert.Equal(AiStreamState.Cancelled, (await engine.StreamAsync("s2")).State);
        Assert.Equal("one", await engine.TextAsync("s2"));
        Assert.Equal(["s1"], told);
    }

    [Fact]
    public async Task The_storage_fails_while_a_stream_is_taken_over_and_the_next_try_succeeds()
    {
        await using var engine = await StartAsync();
        var first = New();
        await engine.AppendAsAsync(first, "s1", 0, "one");
        first.Leave(engine.Clock.GetTimestamp());
        await engine.PassAsync(16);
        engine.FailWrites(true);
        var second = New();
        Assert.Equal("storage_unavailable", (await engine.AppendAsAsync(second, "s1", 3, " two")).Failure!.Code);
        Assert.Equal(AiStreamState.Orphaned, (await engine.StreamAsync("s1")).State);
        engine.FailWrites(false);
        Assert.Equal(7, (await engine.AppendAsAsync(second, "s1", 3, " two")).Value);
        Assert.Equal(AiStreamState.Open, (await engine.StreamAsync("s1")).State);
        Assert.Equal("one two", await engine.TextAsync("s1"));
    }

    private static StreamProducer New() => new(_ => { });

    private static async Task<Foundation.Failures.Outcome<IReadOnlyDictionary<string, long>>> EndAsAsync(
        EngineHarness engine, StreamProducer producer) =>
        await engine.Engine.EndAsync(EngineHarness.Publisher() with { Producer = producer }, "s1", AiStreamState.Complete,
            CancellationToken.None);

    private static async Task StopAsync(EngineHarness engine, string stream) =>
        Assert.Null((await engine.Engine.StopAsync(EngineHarness.Publisher(), stream, CancellationToken.None)).Failure);
}
