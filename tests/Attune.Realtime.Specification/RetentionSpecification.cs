namespace Attune.Realtime.Specification;

/// <summary>Retention, generations and redaction: PROTOCOL 5 and 11.</summary>
public abstract class RetentionSpecification
{
    private protected abstract Task<EngineHarness> StartAsync();

    [Fact]
    public async Task Events_beyond_the_largest_age_go_and_the_topic_says_so()
    {
        await using var engine = await StartAsync();
        await engine.PublishAsync("finance");
        await engine.PublishAsync("finance");
        engine.Clock.Advance(TimeSpan.FromHours(25));
        await engine.PublishAsync("finance");
        Assert.Equal([3], (await engine.ReadAsync("finance")).Select(stored => stored.Seq));
        var page = await engine.Engine.ReadAsync(engine.Topic("finance"), 0, 10, CancellationToken.None);
        Assert.Equal(2, page.TrimmedThrough);
    }

    [Fact]
    public async Task Numbers_and_the_chain_go_on_when_everything_was_trimmed_and_the_process_died()
    {
        await using var engine = await StartAsync();
        for (var i = 0; i < 3; i++)
            await engine.PublishAsync("finance");
        engine.Clock.Advance(TimeSpan.FromHours(25));
        engine.Engine.TrimByAge();
        await engine.CrashAsync();
        var receipt = await engine.PublishAsync("finance");
        Assert.Equal(4, receipt.Seq);
        Assert.Equal(3, (await engine.ReadAsync("finance"))[0].Prev);
    }

    [Fact]
    public async Task A_log_that_was_lost_begins_a_new_generation_and_old_positions_are_recognised()
    {
        await using var engine = await StartAsync();
        for (var i = 0; i < 5; i++)
            await engine.PublishAsync("finance");
        var old = engine.Topic("finance").Domain.CurrentGeneration.Id;
        engine.Clock.Advance(TimeSpan.FromSeconds(1));
        await engine.LoseStorageAsync();
        await engine.PublishAsync("finance");
        var domain = engine.Topic("finance").Domain;
        Assert.NotEqual(old, domain.CurrentGeneration.Id);
        var resume = domain.Resume(old, 5);
        Assert.True(resume.Rewound);
        Assert.Equal(0, resume.After);
    }

    [Fact]
    public async Task A_position_beyond_the_log_is_rewound_to_its_end()
    {
        await using var engine = await StartAsync();
        await engine.PublishAsync("finance");
        var resume = engine.Topic("finance").Domain.Resume(null, 99);
        Assert.True(resume.Rewound);
        Assert.Equal(1, resume.After);
    }

    [Fact]
    public async Task A_redacted_event_keeps_its_place_without_its_data_and_is_announced()
    {
        await using var engine = await StartAsync();
        var secret = await engine.PublishAsync("finance", "told", "\"my secret\"");
        await engine.PublishAsync("finance", data: "2");
        var receipt = await engine.Engine.RedactAsync(EngineHarness.Publisher(), "finance", secret.Id, CancellationToken.None);
        Assert.Null(receipt.Failure);
        await AssertRedactedAsync(engine, secret.Id);
        await engine.CrashAsync();
        await AssertRedactedAsync(engine, secret.Id);

        static async Task AssertRedactedAsync(EngineHarness engine, string id)
        {
            var events = await engine.ReadAsync("finance");
            Assert.Equal((1, "null", true), (events[0].Seq, events[0].Data, events[0].Redacted));
            Assert.Equal("2", events[1].Data);
            Assert.Equal(("redacted", $$"""{"id":"{{id}}"}"""), (events[2].Type, events[2].Data));
        }
    }

    [Fact]
    public async Task Redacting_what_is_not_there_says_so_and_redacting_twice_changes_nothing()
    {
        await using var engine = await StartAsync();
        var stored = await engine.PublishAsync("finance");
        var unknown = await engine.Engine.RedactAsync(EngineHarness.Publisher(), "finance", "nothing", CancellationToken.None);
        Assert.Equal("unknown_event", unknown.Failure!.Code);
        var first = await engine.Engine.RedactAsync(EngineHarness.Publisher(), "finance", stored.Id, CancellationToken.None);
        var second = await engine.Engine.RedactAsync(EngineHarness.Publisher(), "finance", stored.Id, CancellationToken.None);
        Assert.Equal(first.Value, second.Value);
    }

    [Fact]
    public async Task An_erased_topic_keeps_its_places_without_their_data_and_others_keep_theirs()
    {
        await using var engine = await StartAsync();
        await engine.TryPublishAsync(
            EngineHarness.Draft("room:1", data: "\"secret 1\""), EngineHarness.Draft("room:1", data: "\"secret 2\""));
        await engine.PublishAsync("room:2", data: "\"kept\"");
        await engine.AppendAsync("s1", 0, "secret 3");
        await engine.Engine.EndAsync(EngineHarness.Publisher(), "s1", AiStreams.AiStreamState.Complete, CancellationToken.None);
        await engine.AppendAsync("s2", 0, "kept");
        var erased = await engine.Engine.EraseTopicAsync(
            EngineHarness.Organisation, "room:1", ["s1"], CancellationToken.None);
        Assert.Equal(3, erased.Value);
        await AssertErasedAsync(engine);
        await engine.CrashAsync();
        await AssertErasedAsync(engine);
        var again = await engine.Engine.EraseTopicAsync(
            EngineHarness.Organisation, "room:1", ["s1"], CancellationToken.None);
        Assert.Equal(0, again.Value);

        static async Task AssertErasedAsync(EngineHarness engine)
        {
            Assert.All(await engine.ReadAsync("room:1"), stored => Assert.Equal(("null", true), (stored.Data, stored.Redacted)));
            Assert.Equal(2, (await engine.ReadAsync("room:1")).Count);
            Assert.Equal("\"kept\"", (await engine.ReadAsync("room:2"))[0].Data);
            Assert.Equal("", await engine.TextAsync("s1"));
            Assert.Equal("kept", await engine.TextAsync("s2"));
        }
    }

    [Fact]
    public async Task An_event_is_found_by_its_id_long_after_repeats_are_recognised()
    {
        await using var engine = await StartAsync();
        await engine.PublishAsync("finance", id: "old");
        engine.Clock.Advance(TimeSpan.FromHours(1));
        await engine.CrashAsync();
        Assert.True(await HoldsAsync("finance", "old"));
        Assert.False(await HoldsAsync("finance", "other"));
        Assert.False(await HoldsAsync("guest", "old"));

        ValueTask<bool> HoldsAsync(string topic, string id) =>
            engine.Engine.HoldsAsync(EngineHarness.Organisation, topic, id, CancellationToken.None);
    }
}
