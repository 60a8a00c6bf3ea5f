using Attune.Client.Tests.Fake;

namespace Attune.Client.Tests.Model;

/// <summary>
/// Random interleavings of everything that can happen to a client: connections cut in the middle of a frame's answer, frames
/// lost, transports that stop and start working, topics trimmed, logs that lost their end, readers that come and go.
/// </summary>
public sealed class ModelTests
{
    private const int Steps = 400;
    private static readonly string[] Topics = ["room:1", "room:2", "room:3"];
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Every_event_comes_once_in_order_or_is_told_as_gone(int seed)
    {
        await using var server = new FakeServer(seed) { BreaksOneIn = 30, LosesOneIn = 25 };
        var random = new Random(-seed);
        await using var client = new AttuneClient(With(server.Options(), buffer: random.Next(1, 9)));
        client.Connect();
        var readers = new Dictionary<string, TopicReader>();
        var models = new List<(string Topic, TopicModel Model)>();
        var published = new List<(string Id, Task<string> Done)>();
        for (var i = 0; i < Steps; i++)
        {
            await StepAsync(server, client, random, readers, models, published, i);
            if (random.Next(3) == 0)
                await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        foreach (var topic in Topics.Where(topic => !readers.ContainsKey(topic)))
            Follow(client, topic, new TopicPosition(0), readers, models);
        await FinishAsync(server, readers.Values, published);
        foreach (var reader in readers.Values)
            await reader.DisposeAsync();
        lock (server.Log.Gate)
        {
            foreach (var reader in readers.Values)
                reader.Model.Check(server.Log, reader.Model.Position!.Value.Seq);
            // Those who went away were not told what was lost later.
            var common = server.Log.Losses.DefaultIfEmpty(long.MaxValue).Min();
            foreach (var (_, model) in models)
                model.Check(server.Log, Math.Min(common, model.Position?.Seq ?? 0));
            CheckPublished(server.Log, published);
        }
    }

    private static async Task StepAsync(FakeServer server, AttuneClient client, Random random,
        Dictionary<string, TopicReader> readers, List<(string, TopicModel)> models, List<(string, Task<string>)> published, int i)
    {
        var topic = Topics[random.Next(Topics.Length)];
        switch (random.Next(20))
        {
            case < 10:
                server.Publish(topic, $"s{i}");
                break;
            case < 13:
                published.Add(($"c{i}", PublishAsync(client, $"c{i}")));
                break;
            case 13:
                server.CutAll();
                break;
            case 14:
                server.AllowsSockets = !server.AllowsSockets;
                server.CutAll();
                break;
            case 15:
                server.AllowsEventStreams = !server.AllowsEventStreams;
                break;
            case 16:
                lock (server.Log.Gate)
                    server.Log.Trim(topic);
                break;
            case 17:
                lock (server.Log.Gate)
                {
                    server.CutAll();
                    server.Log.Lose(random.Next(3), one => one.Id[0] == 's');
                }

                break;
            default:
                await ComeOrGoAsync(client, random, topic, readers, models);
                break;
        }
    }

    private static async Task ComeOrGoAsync(AttuneClient client, Random random, string topic,
        Dictionary<string, TopicReader> readers, List<(string Topic, TopicModel Model)> models)
    {
        if (!readers.Remove(topic, out var reader))
        {
            var last = models.FindLast(one => one.Topic == topic).Model?.Position;
            Follow(client, topic, random.Next(3) switch
            {
                0 => null,
                1 => new TopicPosition(0),
                _ => last ?? new TopicPosition(0),
            }, readers, models);
            return;
        }

        await reader.DisposeAsync();
    }

    private static void Follow(AttuneClient client, string topic, TopicPosition? start,
        Dictionary<string, TopicReader> readers, List<(string, TopicModel)> models)
    {
        var reader = new TopicReader(client, topic, start).Start();
        readers[topic] = reader;
        models.Add((topic, reader.Model));
    }

    private static async Task FinishAsync(
        FakeServer server, IEnumerable<TopicReader> readers, List<(string, Task<string>)> published)
    {
        lock (server.Log.Gate)
            (server.BreaksOneIn, server.LosesOneIn, server.AllowsSockets) = (0, 0, true);
        await Task.WhenAll(published.Select(one => one.Item2)).WaitAsync(Deadline);
        // A reader that follows from now on may not have begun yet: the last word is repeated until it is heard.
        for (var i = 0; readers.Any(reader => !reader.Last.Task.IsCompleted) && i < Deadline.TotalMilliseconds / 20; i++)
        {
            foreach (var reader in readers.Where(reader => !reader.Last.Task.IsCompleted))
                server.Publish(reader.Topic, $"last{i}.{reader.Topic}", "last");
            await Task.WhenAny(Task.WhenAll(readers.Select(reader => reader.Last.Task)), Task.Delay(20));
        }

        await Task.WhenAll(readers.Select(reader => reader.Last.Task)).WaitAsync(Deadline);
    }

    /// <summary>Each once, in the order of the calls, although answers were lost and transports changed.</summary>
    private static void CheckPublished(FakeLog log, List<(string Id, Task<string> Done)> published)
    {
        var stored = log.Events.Concat(log.Trimmed).Where(one => one.Id[0] == 'c').OrderBy(one => one.Seq).Select(one => one.Id);
        Assert.Equal(published.Select(one => one.Id), stored);
        Assert.All(published, one => Assert.Equal(one.Id, one.Done.Result));
    }

    private static async Task<string> PublishAsync(AttuneClient client, string id)
    {
        var reply = await client.PublishAsync("room:1", EventToPublish.Of("t", id) with { Id = id });
        Assert.True(reply.Seq > 0);
        return reply.Id;
    }

    private static AttuneClientOptions With(AttuneClientOptions options, int buffer) => new(options.Address)
    {
        ConnectSocket = options.ConnectSocket,
        HttpHandler = options.HttpHandler,
        BackOffStart = options.BackOffStart,
        BackOffLimit = options.BackOffLimit,
        ProbeInterval = options.ProbeInterval,
        AttemptTimeout = options.AttemptTimeout,
        Random = options.Random,
        SubscriptionBuffer = buffer,
    };
}
