using System.Text;
using Attune.Realtime.Sessions;
using Attune.Realtime.Specification;
using Attune.Realtime.Streams;
using Attune.Realtime.Subscriptions;
using Attune.Realtime.Tests.Delivery;
using Attune.TestKit.Time;

namespace Attune.Realtime.Tests.Recovery;

/// <summary>Takes steps in the real engine and in the model at once, and compares what each client hears.</summary>
internal sealed class RecoveryRun : IAsyncDisposable
{
    private const int Clients = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>What a planted fault has swallowed never comes; not much is lost by not waiting for it.</summary>
    private static readonly TimeSpan PlantedPatience = TimeSpan.FromSeconds(0.5);

    private static readonly string[] Topics = ["finance", "room:a", "room:b", "memory:m"];

    private readonly RecoveryWorld _world = new();
    private readonly Dictionary<string, TopicTruth> _truth = Topics.ToDictionary(topic => topic,
        topic => new TopicTruth(topic, topic.StartsWith("memory", StringComparison.Ordinal) ? "memory" : "main"),
        StringComparer.Ordinal);

    private readonly ModelClient[] _clients;
    private readonly StallingPeer[] _peers = new StallingPeer[Clients];
    private readonly Connection[] _connections = new Connection[Clients];
    private readonly TimeSpan _patience;
    private readonly bool[] _isStalled = new bool[Clients];
    private (string File, long Length, List<(string Topic, long Seq)> Events)? _newestWrite;
    private int _number;

    private RecoveryRun(Plant plant)
    {
        _patience = plant == Plant.None ? Patience : PlantedPatience;
        _clients = [.. Enumerable.Range(0, Clients).Select(i => new ModelClient(
            $"client {i}", _truth, topic => _world.Topic(topic).Index.TrimmedThrough, plant))];
        for (var i = 0; i < Clients; i++)
            Connect(i);
    }

    /// <summary>Takes the steps on a new server.</summary>
    /// <returns>The first promise that was broken; null when all hold.</returns>
    public static async Task<string?> FaultOfAsync(IEnumerable<Step> steps, Plant plant = Plant.None)
    {
        await using var run = new RecoveryRun(plant);
        foreach (var step in steps)
        {
            await run.StepAsync(step);
            if (run.Fault is { } fault)
                return fault;
        }

        await run.SettleAsync();
        return run.Fault;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var peer in _peers)
            peer.GoOnIfStalled();
        await _world.DisposeAsync();
    }

    private string? Fault
    {
        get
        {
            for (var i = 0; i < Clients; i++)
                _clients[i].Take(_peers[i].Take());
            return _clients.SelectMany(client => client.Faults).FirstOrDefault();
        }
    }

    private Task StepAsync(Step step) => step.Kind switch
    {
        StepKind.Publish => PublishAsync(Topics[step.A % Topics.Length], step.B),
        StepKind.Subscribe => SubscribeAsync(step.A % Clients, Topics[step.A / Clients % Topics.Length], step.B),
        StepKind.Unsubscribe => UnsubscribeAsync(step.A % Clients, Topics[step.A / Clients % Topics.Length]),
        StepKind.Reconnect => ReconnectAsync(step.A % Clients),
        StepKind.Stall => StallAsync(step.A % Clients, true),
        StepKind.GoOn => StallAsync(step.A % Clients, false),
        StepKind.Trim => TrimAsync(step.B % 60),
        StepKind.Redact => RedactAsync(Topics[step.A % Topics.Length], step.B),
        StepKind.Crash => RestartAsync(engine => engine.CrashAsync(), ["memory"]),
        StepKind.PowerLoss => LosePowerAsync(),
        StepKind.LoseStorage => RestartAsync(engine => engine.LoseStorageAsync(), ["memory", "main"]),
        _ => SettleAsync(),
    };

    private async Task PublishAsync(string topic, int how)
    {
        const int Longest = 1500;
        _world.Engine.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var isBatch = how % 4 == 0 && topic != "memory:m";
        string[] topics = isBatch ? [topic, "finance", topic] : [topic];
        EventDraft[] drafts = [.. topics.Select(name => EngineHarness.Draft(
            name, data: $"\"{++_number} {new string('x', how * 7 % Longest)}\""))];
        var newest = topic == "memory:m" ? null : LogFiles().LastOrDefault();
        var length = newest is null ? 0 : new FileInfo(newest).Length;
        var receipts = (await _world.Engine.TryPublishAsync(drafts)).Value;
        for (var i = 0; i < drafts.Length; i++)
            _truth[topics[i]].Add(receipts[i].Seq, receipts[i].Id, Encoding.UTF8.GetString(drafts[i].Data.Span));
        if (newest is not null)
            _newestWrite = (newest, length, [.. topics.Zip(receipts, (name, receipt) => (name, receipt.Seq))]);
    }

    private Task SubscribeAsync(int client, string topic, int how)
    {
        var (last, generation) = _clients[client].Position(topic);
        var known = generation ?? Generation(topic);
        return (how % 4) switch
        {
            0 => FollowAsync(client, topic, null, Generation(topic)),
            1 => FollowAsync(client, topic, last, known),
            2 => FollowAsync(client, topic, 0, Generation(topic)),
            _ => FollowAsync(client, topic, last * (how % 10) / 10, known),
        };
    }

    private Task FollowAsync(int client, string topic, long? after, string generation)
    {
        var reference = ++_number;
        _clients[client].Expect(reference, topic, after, Generation(topic));
        RecoveryWorld.Subscribe(_connections[client], reference, new SubscribeTarget(_world.Topic(topic), after, generation));
        return Task.CompletedTask;
    }

    private Task UnsubscribeAsync(int client, string topic)
    {
        var reference = ++_number;
        _clients[client].ExpectNoMore(reference, topic);
        RecoveryWorld.Unsubscribe(_connections[client], reference, _world.Topic(topic));
        return Task.CompletedTask;
    }

    private async Task ReconnectAsync(int client)
    {
        await RecoveryWorld.RemoveAsync(_connections[client]);
        _clients[client].Take(_peers[client].Take());
        await ResumeAsync(client);
    }

    private async Task ResumeAsync(int client)
    {
        _peers[client].GoOnIfStalled();
        _clients[client].Disconnect();
        Connect(client);
        foreach (var topic in _clients[client].Wanted)
        {
            var (last, generation) = _clients[client].Position(topic);
            await FollowAsync(client, topic, last, generation ?? Generation(topic));
        }
    }

    private Task StallAsync(int client, bool stall)
    {
        if (stall && !_isStalled[client])
            _peers[client].Stall();
        else if (!stall)
            _peers[client].GoOnIfStalled();
        _isStalled[client] = stall;
        return Task.CompletedTask;
    }

    private Task TrimAsync(int seconds)
    {
        _world.Engine.Clock.Advance(TimeSpan.FromSeconds(seconds));
        _world.Engine.Engine.TrimByAge();
        return Task.CompletedTask;
    }

    private async Task RedactAsync(string topic, int which)
    {
        if (_truth[topic].Events is not { Count: > 0 } events)
            return;
        var chosen = events.ElementAt(which % events.Count);
        var redacted = await _world.Engine.Engine.RedactAsync(
            EngineHarness.Publisher(), topic, chosen.Id, TestContext.Current.CancellationToken);
        if (redacted.Failure is not null)
            return; // trimmed already
        _truth[topic].Redact(chosen.Seq);
        _truth[topic].Add(redacted.Value.Seq, redacted.Value.Id, $$"""{"id":"{{chosen.Id}}"}""");
        _newestWrite = null;
    }

    private async Task LosePowerAsync()
    {
        var lost = _newestWrite;
        await RestartAsync(engine => engine.RestartAsync(() =>
        {
            foreach (var later in LogFiles().Where(file => lost is { } write && string.CompareOrdinal(file, write.File) > 0))
                File.Delete(later);
            if (lost is { } newest)
            {
                using var file = new FileStream(newest.File, FileMode.Open);
                file.SetLength(newest.Length);
            }

            File.WriteAllText(Path.Combine(engine.LogFolder, "boot"), $"another start of the machine {++_number}");
        }), ["memory"]);
    }

    /// <summary>Everything of these domains is gone with the process; every client comes back.</summary>
    private async Task RestartAsync(Func<StreamEngines.EmbeddedHarness, Task> restart, string[] emptied)
    {
        foreach (var connection in _connections)
            await RecoveryWorld.RemoveAsync(connection);
        for (var i = 0; i < Clients; i++)
            _clients[i].Take(_peers[i].Take());
        var before = _newestWrite;
        await _world.RestartAsync(restart);
        // Nobody can have heard anything between the end of the old connections and the start of the new ones.
        foreach (var topic in _truth.Values.Where(topic => emptied.Contains(topic.Domain)))
            topic.Clear();
        foreach (var (topic, seq) in before?.Events.Where(one => one.Seq > _world.Topic(one.Topic).Domain.CommittedSeq) ?? [])
            _truth[topic].Remove(seq);
        _newestWrite = null;
        for (var i = 0; i < Clients; i++)
            await ResumeAsync(i);
    }

    /// <summary>Everybody reads on and gets everything that it asked for.</summary>
    private async Task SettleAsync()
    {
        for (var i = 0; i < Clients; i++)
            await StallAsync(i, false);
        try
        {
            await Eventually.HoldsAsync(_patience, () => Fault is not null
                || Array.TrueForAll(_clients, client => client.Missing() is null));
        }
        catch (OperationCanceledException)
        {
            var missing = _clients.Select(client => client.Missing()).First(what => what is not null);
            _clients[0].Faults.Add($"it never comes: {missing}");
        }
    }

    private void Connect(int client)
    {
        _peers[client] = new StallingPeer();
        _isStalled[client] = false;
        _connections[client] = _world.Connect(_peers[client], isDeflated: client == 0);
    }

    private string Generation(string topic) => _world.Topic(topic).Domain.CurrentGeneration.Id;

    private IEnumerable<string> LogFiles() => Directory.Exists(_world.Engine.LogFolder)
        ? Directory.EnumerateFiles(_world.Engine.LogFolder, "*.log").Order(StringComparer.Ordinal)
        : [];
}
