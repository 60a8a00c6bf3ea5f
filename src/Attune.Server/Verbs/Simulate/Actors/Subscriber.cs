using Attune.Server.Verbs.Simulate.Checking;
using Attune.Server.Verbs.Simulate.Planting;
using Attune.Server.Verbs.Simulate.Wire;

namespace Attune.Server.Verbs.Simulate.Actors;

/// <summary>Follows topics over any number of connections of any transport and writes down all that it sees.</summary>
internal sealed class Subscriber(
    SubscriberPlan plan, FeedOpener opener, Progress progress, FaultPlanter planter, TimeProvider clock)
{
    private const int MostPauseMilliseconds = 40;

    private readonly Pace _pace = new(plan.Random.Fork("pace"), MostPauseMilliseconds, clock);
    private readonly ResumeChoice _choice = new(plan);
    private readonly List<Observation> _observations = [];
    private readonly Queue<int> _cuts = new(plan.CutAfter);
    private readonly Queue<StallPlan> _stalls = new(plan.Stalls);
    private Transport _transport;
    private int _connections;

    /// <summary>How far it has come.</summary>
    public Frontier Frontier { get; } = new();

    /// <summary>Events that came.</summary>
    public int Received { get; private set; }

    /// <summary>Gaps that were told because it was behind.</summary>
    public int Skips => _observations.Count(seen => seen is Observation.GapTold { Reason: not Observation.Trimmed });

    /// <summary>Connections after the first.</summary>
    public int Reconnects => Math.Max(0, _connections - 1);

    /// <summary>Connections by another transport than the one before.</summary>
    public int Switches { get; private set; }

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
        var (transport, resume) = _choice.Next(_connections, Received, Frontier.Positions);
        var (feed, ack) = await opener.OpenAsync(transport, _choice.Together, resume, cancellation);
        using var owned = feed;
        Switches += _connections > 0 && transport != _transport ? 1 : 0;
        _transport = transport;
        planter.Connected(resumed: _connections++ > 0);
        Begin(feed, ack, resume);
        if (feed is RealtimeSocket socket)
        {
            foreach (var topic in plan.Topics.Skip(_choice.Together.Count))
            {
                Start(topic, 0);
                await socket.SendAsync(ClientFrames.Subscribe(_connections, topic, Frontier.Positions[topic]), cancellation);
            }
        }

        for (var rounds = feed.Rounds; ; rounds = feed.Rounds)
        {
            var frame = await feed.ReceiveAsync(cancellation);
            if (feed.Rounds != rounds)
                Connect(newest: null);
            Take(frame, feed);
            await StallAsync(cancellation);
        }
    }

    private void Begin(IFrameFeed feed, ServerFrame? ack, Resume resume)
    {
        var newest = ack?.Numbers("position");
        if (ack is { } told)
            _choice.Acknowledged(told, feed.Token, resume);
        Connect(newest);
        foreach (var topic in _choice.Together)
            Start(topic, plan.FromStart ? 0 : newest?.GetValueOrDefault(topic) ?? 0);
    }

    private void Connect(IReadOnlyDictionary<string, long>? newest) =>
        _observations.Add(new Observation.Connected(_choice.Together.ToHashSet(StringComparer.Ordinal), newest));

    private void Start(string topic, long after)
    {
        _observations.Add(new Observation.Started(topic, after));
        Frontier.Begin(topic, after);
    }

    private void Take(ServerFrame frame, IFrameFeed feed)
    {
        switch (frame.Type)
        {
            case "event":
                TakeEvents(frame, feed);
                break;
            case "gap":
                TakeGap(frame);
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

    private void TakeGap(ServerFrame frame)
    {
        var gap = new Observation.GapTold(
            frame.Topic, frame.Number("from"), frame.Number("to"), frame.Text("reason"), frame.OptionalNumber("missed"));
        Frontier.Move(gap.Topic, Math.Max(Frontier.Positions.GetValueOrDefault(gap.Topic), gap.To));
        _observations.AddRange(planter.Pass(gap));
    }

    private void TakeEvents(ServerFrame frame, IFrameFeed feed)
    {
        var batch = frame.ReadEvents();
        foreach (var passed in planter.Pass(batch))
            Record(passed);
        _observations.AddRange(planter.TakeExcuse());
        Frontier.Move(batch.Topic, batch.LastSeq);
        _choice.Received(batch, frame.OptionalText("generation"), feed.Token);
        Received += batch.Events.Count;
        if (!_cuts.TryPeek(out var cut) || Received < cut)
            return;
        _cuts.Dequeue();
        feed.Abort();
        throw new ConnectionLostException("cut on purpose");
    }

    private async Task StallAsync(CancellationToken cancellation)
    {
        if (!_stalls.TryPeek(out var stall) || Received < stall.After)
            return;
        _stalls.Dequeue();
        await progress.ReachAsync(stall.Until, cancellation);
    }

    private void Record(EventBatch frame) => _observations.AddRange(frame.Events.Select(item => new Observation.Delivered(item)));
}
