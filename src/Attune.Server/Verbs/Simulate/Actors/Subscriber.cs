using Attune.Server.Verbs.Simulate.Checking;
using Attune.Server.Verbs.Simulate.Planting;
using Attune.Server.Verbs.Simulate.Wire;

namespace Attune.Server.Verbs.Simulate.Actors;

/// <summary>Follows topics over any number of connections and writes down all that it sees.</summary>
internal sealed class Subscriber(
    SubscriberPlan plan, ServerTarget target, Progress progress, FaultPlanter planter, TimeProvider clock)
{
    private const int MostPauseMilliseconds = 40;
    private const int GenerationPercent = 50;
    private const int OneNumberPercent = 50;

    private readonly SplitMix _random = plan.Random.Fork("run");
    private readonly Pace _pace = new(plan.Random.Fork("pace"), MostPauseMilliseconds, clock);
    private readonly List<Observation> _observations = [];
    private readonly Queue<int> _cuts = new(plan.CutAfter);
    private readonly List<string> _together = [.. plan.Topics.SkipLast(plan.SubscribedLater)];
    private string? _generation;
    private long? _lastSeq;
    private int _connections;

    /// <summary>How far it has come.</summary>
    public Frontier Frontier { get; } = new();

    /// <summary>Events that came.</summary>
    public int Received { get; private set; }

    /// <summary>Connections after the first.</summary>
    public int Reconnects => Math.Max(0, _connections - 1);

    /// <summary>What it saw; read it when it has ended.</summary>
    public SubscriberHistory History =>
        new($"subscriber {plan.Number}", plan.Topics.ToHashSet(StringComparer.Ordinal), _observations);

    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await progress.ReachAsync(plan.JoinAfter, cancellation);
        while (true)
        {
            try
            {
                await FollowAsync(cancellation);
            }
            catch (ConnectionLostException)
            {
                await _pace.PauseAsync(cancellation);
            }
            finally
            {
                foreach (var frame in planter.Flush())
                    Record(frame);
            }
        }
    }

    private async Task FollowAsync(CancellationToken cancellation)
    {
        var handshake = ClientFrames.Handshake(_together, ChooseResume());
        var (socket, ack) = await RealtimeSocket.OpenAsync(target, handshake, cancellation);
        using var owned = socket;
        _generation = ack.Text("generation");
        planter.Connected(resumed: _connections++ > 0);
        _observations.Add(new Observation.Connected(_together.ToHashSet(StringComparer.Ordinal)));
        var live = plan.FromStart ? null : ack.Numbers("position");
        foreach (var topic in _together)
            Start(topic, live?.GetValueOrDefault(topic) ?? 0);
        foreach (var topic in plan.Topics.Skip(_together.Count))
        {
            Start(topic, 0);
            await socket.SendAsync(ClientFrames.Subscribe(_connections, topic, Frontier.Positions[topic]), cancellation);
        }

        while (true)
            Take(await socket.ReceiveAsync(cancellation), socket);
    }

    /// <summary>
    /// One number for all topics, or a number for each: both must lead to the same. One number is only right once an event
    /// came on the topics of the handshake, whose common order it then stands for.
    /// </summary>
    private Resume ChooseResume()
    {
        var positions = Frontier.Positions;
        if (positions.Count == 0)
            return plan.FromStart ? new Resume(LastSeq: 0) : Resume.Live;
        var generation = _random.Chance(GenerationPercent) ? _generation : null;
        return _lastSeq is { } seq && _random.Chance(OneNumberPercent)
            ? new Resume(LastSeq: seq, Generation: generation)
            : new Resume(Positions: _together.ToDictionary(topic => topic, topic => positions[topic]), Generation: generation);
    }

    private void Start(string topic, long after)
    {
        _observations.Add(new Observation.Started(topic, after));
        Frontier.Begin(topic, after);
    }

    private void Take(ServerFrame frame, RealtimeSocket socket)
    {
        switch (frame.Type)
        {
            case "event":
                TakeEvents(frame.ReadEvents(), socket);
                break;
            case "gap":
                _observations.Add(new Observation.GapTold(frame.Topic, frame.Number("from"), frame.Number("to")));
                Frontier.Move(frame.Topic, Math.Max(Frontier.Positions.GetValueOrDefault(frame.Topic), frame.Number("to")));
                break;
            case "rewind":
                _observations.Add(new Observation.Rewound(frame.Topic, frame.Number("to")));
                Frontier.Move(frame.Topic, frame.Number("to"));
                break;
            case "bye":
                throw new ConnectionLostException("the server said bye");
            case "ping" or "subscribed":
                break;
            default:
                frame.ThrowIfError();
                throw new RefusedException("unknown_frame", frame.Json.GetRawText());
        }
    }

    private void TakeEvents(EventBatch batch, RealtimeSocket socket)
    {
        foreach (var frame in planter.Pass(batch))
            Record(frame);
        Frontier.Move(batch.Topic, batch.LastSeq);
        if (_together.Contains(batch.Topic))
            _lastSeq = batch.LastSeq;
        Received += batch.Events.Count;
        if (!_cuts.TryPeek(out var cut) || Received < cut)
            return;
        _cuts.Dequeue();
        socket.Abort();
        throw new ConnectionLostException("cut on purpose");
    }

    private void Record(EventBatch frame) => _observations.AddRange(frame.Events.Select(item => new Observation.Delivered(item)));
}
