using Attune.Client.Tests.Fake;

namespace Attune.Client.Tests;

/// <summary>Calls, the outbox, and what bounds them; stopping an AI stream from both ends.</summary>
public sealed class CallTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task The_outbox_holds_what_was_published_offline_up_to_its_bounds_and_keeps_the_order()
    {
        await using var server = new FakeServer();
        await using var client = new AttuneClient(Options(server, outboxEvents: 3));
        var published = Enumerable.Range(0, 3).Select(i =>
            client.PublishAsync("room:1", EventToPublish.Of("t", $"{i}") with { Id = $"{i}" })).ToList();
        var full = await Assert.ThrowsAsync<AttuneException>(() => client.PublishAsync("room:1", EventToPublish.Of("t", "3")));
        Assert.Equal("outbox_full", full.Code);
        Assert.True(full.Retry);
        client.Connect();
        var replies = await Task.WhenAll(published).WaitAsync(Deadline);
        Assert.Equal([1, 2, 3], replies.Select(reply => reply.Seq));
        Assert.Equal(["0", "1", "2"], server.Log.Events.Select(one => one.Id));
        Assert.Equal(4, (await client.PublishAsync("room:1", EventToPublish.Of("t", "4")).WaitAsync(Deadline)).Seq);
    }

    [Fact]
    public async Task The_outbox_is_bounded_in_bytes()
    {
        await using var server = new FakeServer();
        await using var client = new AttuneClient(Options(server, outboxBytes: 100));
        var full = await Assert.ThrowsAsync<AttuneException>(
            () => client.PublishAsync("room:1", EventToPublish.Of("t", new string('x', 100))));
        Assert.Equal("outbox_full", full.Code);
    }

    [Fact]
    public async Task A_call_without_an_answer_times_out_and_a_closed_client_fails_what_waits()
    {
        await using var server = new FakeServer();
        await using var client = new AttuneClient(Options(server, verbTimeout: TimeSpan.FromMilliseconds(50)));
        client.Connect();
        var late = await Assert.ThrowsAsync<AttuneException>(() => client.HistoryAsync("room:1").WaitAsync(Deadline));
        Assert.Equal("timed_out", late.Code);
        await client.SuspendAsync();
        var waiting = client.PublishAsync("room:1", EventToPublish.Of("t", "x"));
        await client.CloseAsync();
        Assert.Equal("closed", (await Assert.ThrowsAsync<AttuneException>(() => waiting)).Code);
    }

    [Fact]
    public async Task A_slow_reader_pauses_its_topic_and_still_gets_everything()
    {
        await using var server = new FakeServer();
        await using var client = new AttuneClient(Options(server, buffer: 4));
        await using var room = client.Subscribe("room:1", new TopicPosition(0));
        client.Connect();
        for (var i = 0; i < 200; i++)
            server.Publish("room:1", $"{i}");
        // Paused: it was told although nobody has read.
        await server.WhenAsync(
            () => server.Received.Exists(frame => frame.Contains("\"unsubscribe\"", StringComparison.Ordinal)), Deadline);

        var ids = new List<string>();
        await foreach (var news in room)
        {
            ids.Add(Assert.IsType<TopicEvent>(news).Id);
            if (ids.Count == 200)
                break;
        }

        Assert.Equal(Enumerable.Range(0, 200).Select(i => $"{i}"), ids);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stop_reaches_the_source_and_the_stream_ends_as_cancelled(bool producerHasSockets)
    {
        await using var server = new FakeServer();
        var options = server.Options();
        await using var producer = new AttuneClient(producerHasSockets ? options : new AttuneClientOptions(options.Address)
        {
            Transports = [TransportKind.EventStream],
            HttpHandler = options.HttpHandler,
        });
        await using var viewer = new AttuneClient(options);
        producer.Connect();
        viewer.Connect();
        var feeding = producer.FeedAsync("s", Endless());
        await using var view = viewer.View("s");
        await using var reader = view.ReadTextAsync().GetAsyncEnumerator();
        Assert.True(await reader.MoveNextAsync().AsTask().WaitAsync(Deadline));
        await view.StopAsync().WaitAsync(Deadline);
        Assert.Equal(AiStreamState.Cancelled, (await feeding.WaitAsync(Deadline)).State);
        while (await reader.MoveNextAsync().AsTask().WaitAsync(Deadline))
        {
        }

        var outcome = await view.Completion;
        Assert.Equal(AiStreamState.Cancelled, outcome.State);
        Assert.Equal(server.Log.Streams["s"].Bytes.Count, outcome.Length["text"]);
    }

    private static async IAsyncEnumerable<string> Endless()
    {
        while (true)
        {
            yield return "word ";
            await Task.Delay(1);
        }
    }

    private static AttuneClientOptions Options(FakeServer server, int outboxEvents = 1000, int outboxBytes = 1_000_000,
        TimeSpan? verbTimeout = null, int buffer = 1000) => new(server.Options().Address)
        {
            ConnectSocket = server.ConnectAsync,
            HttpHandler = server.Options().HttpHandler,
            OutboxEvents = outboxEvents,
            OutboxBytes = outboxBytes,
            VerbTimeout = verbTimeout ?? Deadline,
            SubscriptionBuffer = buffer,
        };
}
