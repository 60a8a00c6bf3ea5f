using System.Runtime.CompilerServices;
using System.Text;
using Attune.Client;
using Attune.Server.Tests.Wire;

namespace Attune.Server.Tests.Clients;

/// <summary>The .NET client against the real server: killed in the middle, over each transport and between them.</summary>
public sealed class DotnetClientTests
{
    private const string Last = "last";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    [Theory]
    [InlineData(TransportKind.WebSocket)]
    [InlineData(TransportKind.EventStream)]
    [InlineData(TransportKind.LongPoll)]
    public async Task Every_transport_publishes_follows_pages_and_streams(TransportKind transport)
    {
        await using var server = await RunningServer.StartAsync();
        await using var client = new AttuneClient(new AttuneClientOptions(server.Process.Address)
        {
            Transports = [transport],
            AttemptTimeout = TimeSpan.FromSeconds(30),
        });
        client.Connect();
        await using var news = client.Subscribe(new Dictionary<string, TopicPosition?>
        {
            ["room:1"] = new TopicPosition(0),
            ["finance"] = new TopicPosition(0),
        });
        var paid = EventToPublish.Of("paid", "x") with { Id = "id-2" };
        var first = await client.PublishAsync("room:1", EventToPublish.Of("chat", "哈囉 😀") with { Key = "k" })
            .WaitAsync(Deadline);
        var second = await client.PublishAsync("finance", paid).WaitAsync(Deadline);
        var read = await ReadAsync(news, 2).WaitAsync(Deadline);
        Assert.Equal(["room:1", "finance"], read.Select(one => one.Topic));
        Assert.Equal(["哈囉 😀", "x"], read.Select(one => one.Data.GetString()!));
        Assert.Equal([first.Seq, second.Seq], read.Select(one => one.Position.Seq));
        Assert.All(read, one => Assert.Equal(first.Generation, one.Position.Generation));
        Assert.Equal("k", read[0].Key);
        var again = await client.PublishAsync("finance", paid).WaitAsync(Deadline);
        Assert.Equal(second.Seq, again.Seq);
        var page = await client.HistoryAsync("finance").WaitAsync(Deadline);
        Assert.Equal("id-2", Assert.Single(page.Events).Id);
        Assert.False(page.More);

        var text = string.Concat(Enumerable.Range(0, 50).Select(i => $"第{i}句 😀 word {i}. "));
        var viewing = ReadTextAsync(client, "s1");
        var outcome = await client.FeedAsync("s1", Cut(text, new Random(1)), topic: "room:1").WaitAsync(Deadline);
        Assert.Equal(AiStreamState.Complete, outcome.State);
        Assert.Equal(Encoding.UTF8.GetByteCount(text), outcome.Length["text"]);
        Assert.Equal(text, await viewing.WaitAsync(Deadline));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Changing_transports_and_a_kill_lose_and_double_nothing(int seed)
    {
        await using var server = await RunningServer.StartAsync(
            "--Realtime:RingBytesPerTopic=16384", "--Realtime:RingBytes=1048576");
        var network = new RoughNetwork();
        await using var reader = new AttuneClient(network.Options(server.Process.Address, seed));
        await using var writer = new AttuneClient(network.Options(server.Process.Address, -seed));
        string[] topics = ["finance", "guest", "staff"];
        await using var news = reader.Subscribe(topics.ToDictionary(topic => topic, _ => (TopicPosition?)new TopicPosition(0)));
        reader.Connect();
        writer.Connect();
        var killed = new TaskCompletionSource();
        var reading = ReadToLastAsync(news, topics.Length);
        var publishing = PublishAsync(writer, topics, 150, new Random(seed), killed.Task);
        await ShakeAsync(server, network, new Random(seed), publishing, killed, reader, writer);
        await publishing.WaitAsync(Deadline);
        var read = await reading.WaitAsync(Deadline);
        foreach (var topic in topics)
        {
            var page = await reader.HistoryAsync(topic, limit: 1000).WaitAsync(Deadline);
            Assert.Equal(page.Events.Select(one => one.Id), read.Where(one => one.Topic == topic).Select(one => one.Id));
        }

        Assert.Equal(150 + topics.Length, read.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task An_answer_is_byte_identical_through_kills_and_changes_of_transport(int seed)
    {
        await using var server = await RunningServer.StartAsync();
        var network = new RoughNetwork();
        await using var producer = new AttuneClient(network.Options(server.Process.Address, seed));
        await using var viewer = new AttuneClient(network.Options(server.Process.Address, -seed));
        producer.Connect();
        viewer.Connect();
        var text = string.Concat(Enumerable.Range(0, 300).Select(i => $"第{i}句 😀 word {i}. "));
        var killed = new TaskCompletionSource();
        var viewing = ReadTextAsync(viewer, "s1");
        var feeding = producer.FeedAsync("s1", Cut(text, new Random(seed), killed.Task));
        await ShakeAsync(server, network, new Random(seed), feeding, killed, producer, viewer);
        Assert.Equal(AiStreamState.Complete, (await feeding.WaitAsync(Deadline)).State);
        Assert.Equal(text, await viewing.WaitAsync(Deadline));
        Assert.Equal(text, await ReadTextAsync(producer, "s1").WaitAsync(Deadline));
    }

    [Theory]
    [InlineData(TransportKind.WebSocket, TransportKind.WebSocket)]
    [InlineData(TransportKind.EventStream, TransportKind.WebSocket)]
    [InlineData(TransportKind.LongPoll, TransportKind.EventStream)]
    public async Task A_viewer_stops_the_producer_and_keeps_what_was_written(TransportKind writes, TransportKind views)
    {
        await using var server = await RunningServer.StartAsync();
        await using var producer = new AttuneClient(new AttuneClientOptions(server.Process.Address) { Transports = [writes] });
        await using var viewer = new AttuneClient(new AttuneClientOptions(server.Process.Address) { Transports = [views] });
        producer.Connect();
        viewer.Connect();
        var feeding = producer.FeedAsync("s1", Endless());
        await using var view = viewer.View("s1");
        await using var reader = view.ReadTextAsync().GetAsyncEnumerator();
        Assert.True(await reader.MoveNextAsync().AsTask().WaitAsync(Deadline));
        var seen = new StringBuilder(reader.Current);
        await view.StopAsync().WaitAsync(Deadline);
        Assert.Equal(AiStreamState.Cancelled, (await feeding.WaitAsync(Deadline)).State);
        while (await reader.MoveNextAsync().AsTask().WaitAsync(Deadline))
            seen.Append(reader.Current);
        var outcome = await view.Completion;
        Assert.Equal(AiStreamState.Cancelled, outcome.State);
        Assert.Equal(outcome.Length["text"], Encoding.UTF8.GetByteCount(seen.ToString()));
    }

    [Fact]
    public async Task A_log_that_was_wiped_is_told_as_a_rewind()
    {
        using var data = new TestKit.Folders.TempFolder();
        await using var server = await RunningServer.StartInAsync(data.Path);
        await using var client = new AttuneClient(new RoughNetwork().Options(server.Process.Address, 1));
        await using var news = client.Subscribe("room:1", new TopicPosition(0));
        client.Connect();
        await client.PublishAsync("room:1", EventToPublish.Of("t", "old")).WaitAsync(Deadline);
        await using var reader = news.GetAsyncEnumerator();
        Assert.True(await reader.MoveNextAsync().AsTask().WaitAsync(Deadline));
        await server.Process.KillAsync();
        Directory.Delete(data.At("streams"), recursive: true);
        await server.Process.StartAsync(TestContext.Current.CancellationToken);
        Assert.True(await reader.MoveNextAsync().AsTask().WaitAsync(Deadline));
        Assert.Equal(0, Assert.IsType<TopicRewind>(reader.Current).Position.Seq);
        await client.PublishAsync("room:1", EventToPublish.Of("t", "new")).WaitAsync(Deadline);
        Assert.True(await reader.MoveNextAsync().AsTask().WaitAsync(Deadline));
        Assert.Equal("new", Assert.IsType<TopicEvent>(reader.Current).Data.GetString());
    }

    /// <summary>
    /// Makes the clients fall back, kills the server, then cuts, forbids and allows transports until the work is done.
    /// </summary>
    private static async Task ShakeAsync(RunningServer server, RoughNetwork network, Random random, Task work,
        TaskCompletionSource killed, params AttuneClient[] clients)
    {
        foreach (var client in clients)
            await client.WhenAsync(status => status.State == ClientState.Live).WaitAsync(Deadline);
        network.AllowsSockets = false;
        network.CutAll();
        foreach (var client in clients)
            await client.WhenAsync(status => status.State == ClientState.Degraded).WaitAsync(Deadline);
        await server.RestartAsync();
        killed.SetResult();
        for (var i = 0; i < 15 && !work.IsCompleted; i++)
        {
            await Task.WhenAny(work, Task.Delay(random.Next(20, 150)));
            (network.AllowsSockets, network.AllowsEventStreams) = (random.Next(2) == 0, random.Next(2) == 0);
            network.CutAll();
        }

        (network.AllowsSockets, network.AllowsEventStreams) = (true, true);
    }

    private static async Task PublishAsync(AttuneClient client, string[] topics, int count, Random random, Task killed)
    {
        var published = new List<Task>();
        for (var i = 0; i < count; i++)
        {
            // Half of it before the kill, some of that still on its way, and half behind it.
            if (i == count / 2)
                await killed.WaitAsync(Deadline);
            published.Add(client.PublishAsync(topics[random.Next(topics.Length)], EventToPublish.Of("t", $"{i}")));
            if (random.Next(3) == 0)
                await Task.Delay(random.Next(20));
        }

        await Task.WhenAll(published);
        foreach (var topic in topics)
            await client.PublishAsync(topic, EventToPublish.Of(Last, ""));
    }

    private static async Task<List<TopicEvent>> ReadToLastAsync(Subscription news, int topics)
    {
        var read = new List<TopicEvent>();
        await foreach (var one in news)
        {
            read.Add(Assert.IsType<TopicEvent>(one));
            topics -= read[^1].Type == Last ? 1 : 0;
            if (topics == 0)
                break;
        }

        return read;
    }

    private static async Task<List<TopicEvent>> ReadAsync(Subscription news, int count)
    {
        var read = new List<TopicEvent>();
        await foreach (var one in news)
        {
            read.Add(Assert.IsType<TopicEvent>(one));
            if (read.Count == count)
                break;
        }

        return read;
    }

    private static async Task<string> ReadTextAsync(AttuneClient client, string stream)
    {
        var text = new StringBuilder();
        await foreach (var piece in client.ReadTextAsync(stream))
            text.Append(piece);
        return text.ToString();
    }

    private static async IAsyncEnumerable<string> Cut(
        string text, Random random, Task? killed = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        for (var at = 0; at < text.Length;)
        {
            if (at > text.Length / 2 && killed is not null)
                await killed.WaitAsync(Deadline, cancellation);
            var length = Math.Min(random.Next(1, 20), text.Length - at);
            yield return text.Substring(at, length);
            at += length;
            if (random.Next(3) == 0)
                await Task.Delay(5, cancellation);
        }
    }

    private static async IAsyncEnumerable<string> Endless()
    {
        while (true)
        {
            yield return "word ";
            await Task.Delay(5);
        }
    }
}
