namespace Attune.Realtime.Specification;

/// <summary>Order, numbers and idempotence: PROTOCOL promises 1 to 4.</summary>
public abstract class PublishSpecification
{
    private protected abstract Task<EngineHarness> StartAsync();

    [Fact]
    public async Task The_first_events_of_a_fresh_organisation_are_1_2_3_4()
    {
        await using var engine = await StartAsync();
        var seqs = new List<long>();
        for (var i = 0; i < 4; i++)
            seqs.Add((await engine.PublishAsync("finance")).Seq);
        Assert.Equal([1, 2, 3, 4], seqs);
    }

    [Fact]
    public async Task Topics_of_a_domain_share_one_counter_and_prev_proves_each_topic()
    {
        await using var engine = await StartAsync();
        await engine.PublishAsync("finance");
        await engine.PublishAsync("guest");
        await engine.PublishAsync("finance");
        await engine.PublishAsync("guest");
        Assert.Equal([(1, 0), (3, 1)], (await engine.ReadAsync("finance")).Select(stored => (stored.Seq, stored.Prev)));
        Assert.Equal([(2, 0), (4, 2)], (await engine.ReadAsync("guest")).Select(stored => (stored.Seq, stored.Prev)));
    }

    [Fact]
    public async Task Data_is_kept_byte_for_byte()
    {
        await using var engine = await StartAsync();
        const string Data = """{ "b":1.50,  "a":"文\u0041", "b":[null ,{}]}""";
        await engine.PublishAsync("finance", data: Data);
        Assert.Equal(Data, (await engine.ReadAsync("finance"))[0].Data);
    }

    [Fact]
    public async Task The_same_id_returns_the_first_result_also_after_a_crash()
    {
        await using var engine = await StartAsync();
        var first = await engine.PublishAsync("finance", data: "1", id: "a");
        await engine.PublishAsync("finance", data: "2", id: "b");
        Assert.Equal(first, await engine.PublishAsync("finance", data: "3", id: "a"));
        await engine.CrashAsync();
        Assert.Equal(first, await engine.PublishAsync("finance", data: "4", id: "a"));
        Assert.Equal(["1", "2"], (await engine.ReadAsync("finance")).Select(stored => stored.Data));
    }

    [Fact]
    public async Task An_id_is_free_again_after_the_window()
    {
        await using var engine = await StartAsync();
        await engine.PublishAsync("finance", id: "a");
        engine.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(2, (await engine.PublishAsync("finance", id: "a")).Seq);
    }

    [Fact]
    public async Task An_id_belongs_to_its_topic_and_its_principal()
    {
        await using var engine = await StartAsync();
        await engine.PublishAsync("finance", id: "a");
        Assert.Equal(2, (await engine.PublishAsync("guest", id: "a")).Seq);
        var other = await engine.Engine.PublishAsync(
            EngineHarness.Publisher("somebody"), new[] { EngineHarness.Draft("finance", id: "a") }, CancellationToken.None);
        Assert.Equal(3, other.Value[0].Seq);
    }

    [Fact]
    public async Task The_same_id_published_at_the_same_time_is_stored_once()
    {
        await using var engine = await StartAsync();
        var receipts = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ =>
            Task.Run(() => engine.PublishAsync("finance", id: "a"))));
        Assert.Single(receipts.Distinct());
        Assert.Single(await engine.ReadAsync("finance"));
    }

    [Fact]
    public async Task An_array_is_stored_completely_or_not_at_all()
    {
        await using var engine = await StartAsync();
        var refused = await engine.TryPublishAsync(EngineHarness.Draft("finance"), EngineHarness.Draft("no such topic"));
        Assert.Equal("unknown_service", refused.Failure!.Code);
        Assert.Empty(await engine.ReadAsync("finance"));
        var stored = await engine.TryPublishAsync(
            EngineHarness.Draft("finance", id: "a"), EngineHarness.Draft("guest"), EngineHarness.Draft("finance", id: "a"));
        Assert.Equal([1, 2, 1], stored.Value.Select(receipt => receipt.Seq));
    }

    [Fact]
    public async Task Events_published_together_travel_in_one_frame_also_after_a_crash()
    {
        await using var engine = await StartAsync();
        await engine.TryPublishAsync([.. Enumerable.Range(1, 3).Select(i => EngineHarness.Draft("finance", data: $"{i}"))]);
        await AssertOneFrameAsync(engine);
        await engine.CrashAsync();
        await AssertOneFrameAsync(engine);

        static async Task AssertOneFrameAsync(EngineHarness engine)
        {
            var page = await engine.Engine.ReadAsync(engine.Topic("finance"), 0, 100, CancellationToken.None);
            Assert.Equal(3, Assert.Single(page.Frames).Count);
        }
    }

    [Fact]
    public async Task What_was_acknowledged_survives_a_crash_in_the_same_order_under_the_same_generation()
    {
        await using var engine = await StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i =>
            Task.Run(() => engine.PublishAsync(i % 2 == 0 ? "finance" : "guest", data: $"{i}"))));
        var before = (await engine.ReadAsync("finance"), await engine.ReadAsync("guest"));
        var generation = engine.Topic("finance").Domain.CurrentGeneration;
        await engine.CrashAsync();
        Assert.Equal(before.Item1, await engine.ReadAsync("finance"));
        Assert.Equal(before.Item2, await engine.ReadAsync("guest"));
        Assert.Equal(generation, engine.Topic("finance").Domain.CurrentGeneration);
        Assert.Equal(201, (await engine.PublishAsync("finance")).Seq);
    }

    [Fact]
    public async Task Announcements_follow_the_order_of_the_log_and_come_after_storage()
    {
        await using var engine = await StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => engine.PublishAsync("finance"))));
        var announced = engine.Notices.Select(notice => notice.CommittedSeq).ToList();
        Assert.Equal(announced.Order(), announced);
        Assert.Equal(100, announced[^1]);
    }

    [Fact]
    public async Task History_pages_through_everything_once()
    {
        await using var engine = await StartAsync();
        for (var i = 0; i < 25; i++)
            await engine.TryPublishAsync([.. Enumerable.Range(0, 3).Select(_ => EngineHarness.Draft("finance"))]);
        var seen = new List<long>();
        while (true)
        {
            var page = await engine.ReadAsync("finance", seen.LastOrDefault(), 7);
            seen.AddRange(page.Select(stored => stored.Seq));
            if (page.Count < 7)
                break;
        }

        Assert.Equal(Enumerable.Range(1, 75).Select(seq => (long)seq), seen);
    }

    [Fact]
    public async Task When_storage_fails_publishing_is_refused_reading_goes_on_and_no_number_is_lost()
    {
        await using var engine = await StartAsync();
        await engine.PublishAsync("finance", data: "1", id: "a");
        engine.FailWrites(true);
        var refused = await engine.TryPublishAsync(EngineHarness.Draft("finance", data: "2", id: "b"));
        Assert.Equal("storage_unavailable", refused.Failure!.Code);
        Assert.True(refused.Failure.Retry);
        Assert.Equal(["1"], (await engine.ReadAsync("finance")).Select(stored => stored.Data));
        engine.FailWrites(false);
        Assert.Equal(2, (await engine.PublishAsync("finance", data: "2", id: "b")).Seq);
        await engine.CrashAsync();
        Assert.Equal([(1, 0, "1"), (2, 1, "2")],
            (await engine.ReadAsync("finance")).Select(stored => (stored.Seq, stored.Prev, stored.Data)));
    }
}
