using Attune.Server.Verbs.Simulate.Actors;
using Attune.Server.Verbs.Simulate.Checking;
using Attune.Server.Verbs.Simulate.Planting;
using Attune.Server.Verbs.Simulate.Wire;

namespace Attune.Server.Verbs.Simulate;

/// <summary>The actors of one run.</summary>
internal sealed class SimulationCast
{
    private const int MostPauseMilliseconds = 25;
    private const int SpoiltSubscribers = 5;
    private const int MostUntouchedFrames = 20;

    private readonly SimulationPlan _plan;
    private readonly ServerTarget _target;
    private readonly TimeProvider _clock;
    private readonly List<(int Number, IEventPublisher Actor)> _publishers = [];
    private readonly List<(SubscriberPlan Plan, Subscriber Actor)> _subscribers = [];
    private readonly List<(StreamPlan Plan, StreamProducer Producer, List<StreamViewer> Viewers)> _streams = [];
    private readonly List<FaultPlanter> _planters = [];
    private readonly List<TextGarbler> _garblers = [];
    private readonly List<Task> _viewers = [];

    public SimulationCast(
        SimulationPlan plan, ServerTarget target, HttpApi http, JsonCalls calls, PlantedFault fault, TimeProvider clock)
    {
        (_plan, _target, _clock) = (plan, target, clock);
        foreach (var publisher in plan.Publishers)
        {
            _publishers.Add((publisher.Number, publisher.OverHttp
                ? new HttpPublisher(publisher, http, Progress, clock)
                : new SocketPublisher(publisher, target, Progress, clock)));
        }

        var spoilt = ChooseSpoilt(plan, fault);
        foreach (var subscriber in plan.Subscribers)
        {
            var planter = new FaultPlanter(
                spoilt.Contains(subscriber.Number) ? fault : PlantedFault.None,
                subscriber.Random.Fork("fault").Between(1, MostUntouchedFrames));
            _planters.Add(planter);
            var opener = new FeedOpener(target, calls, subscriber.IsSlow);
            _subscribers.Add((subscriber, new Subscriber(subscriber, opener, Progress, planter, clock)));
        }

        foreach (var stream in plan.Streams)
            _streams.Add((stream, Producer(stream), Viewers(stream, fault == PlantedFault.Garbled)));
    }

    /// <summary>Acknowledged events.</summary>
    public Progress Progress { get; } = new();

    /// <summary>What the actors know of what happened.</summary>
    public RunFigures Figures => new()
    {
        Deliveries = _subscribers.Sum(subscriber => subscriber.Actor.Received),
        Reconnects = _subscribers.Sum(subscriber => subscriber.Actor.Reconnects)
            + _streams.Sum(stream => stream.Viewers.Sum(viewer => viewer.Reconnects)),
        Switches = _subscribers.Sum(subscriber => subscriber.Actor.Switches)
            + _streams.Sum(stream => stream.Viewers.Sum(viewer => viewer.Switches)),
        Skips = _subscribers.Sum(subscriber => subscriber.Actor.Skips),
        Planted = _planters.Count(planter => planter.Planted) + _garblers.Count(garbler => garbler.Planted),
    };

    /// <summary>Starts those who only receive.</summary>
    public void StartAudience(TaskGroup tasks)
    {
        foreach (var (plan, subscriber) in _subscribers)
            tasks.Start($"subscriber {plan.Number}", subscriber.RunAsync);
        foreach (var (plan, _, viewers) in _streams)
            _viewers.AddRange(viewers.Select(viewer => tasks.Start($"a viewer of {plan.Stream}", viewer.RunAsync)));
    }

    /// <summary>Starts those who write. Their tasks end when everything is acknowledged.</summary>
    public List<Task> StartWork(TaskGroup tasks) =>
    [
        .. _publishers.Select(publisher => tasks.Start($"publisher {publisher.Number}", publisher.Actor.RunAsync)),
        .. _streams.Select(stream => tasks.Start($"the producer of {stream.Plan.Stream}", stream.Producer.RunAsync)),
    ];

    /// <summary>Waits until every subscriber has come to the end of the log and every viewer to the end of its stream.</summary>
    public async Task CatchUpAsync(IReadOnlyDictionary<string, IReadOnlyList<LogEvent>> log, CancellationToken cancellation)
    {
        foreach (var (plan, subscriber) in _subscribers)
        {
            var ends = plan.Topics.ToDictionary(topic => topic, topic => log[topic] is [.., var last] ? last.Seq : 0);
            await subscriber.Frontier.ReachAsync(ends, cancellation);
        }

        await Task.WhenAll(_viewers).WaitAsync(cancellation);
    }

    /// <summary>Views each finished stream once more from the start, as somebody who comes late.</summary>
    public async Task<IReadOnlyList<StreamCopy>> ViewLateAsync(CancellationToken cancellation)
    {
        var copies = new List<StreamCopy>();
        foreach (var (plan, _, _) in _streams)
        {
            var viewer = new StreamViewer("a late viewer", plan.Stream, _target, Pace(plan.Random.Fork("late")));
            await viewer.RunAsync(cancellation);
            copies.Add(viewer.Copy);
        }

        return copies;
    }

    /// <summary>What everybody saw, with the copies of the late viewers in the order of the streams.</summary>
    public RunHistory History(IReadOnlyDictionary<string, IReadOnlyList<LogEvent>> log, IReadOnlyList<StreamCopy> late) => new(
        [.. _plan.Publishers.SelectMany(publisher => publisher.Drafts)],
        [.. _publishers.SelectMany(publisher => publisher.Actor.Acknowledgements)],
        log,
        [.. _subscribers.Select(subscriber => subscriber.Actor.History)],
        [.. _streams.Select((stream, i) => HistoryOf(stream.Plan, stream.Viewers, late.Skip(i).Take(1)))]);

    private static StreamHistory HistoryOf(StreamPlan plan, List<StreamViewer> viewers, IEnumerable<StreamCopy> late) =>
        new(plan.Stream, plan.Topic, plan.Text, [.. viewers.Select(viewer => viewer.Copy), .. late]);

    /// <summary>Those who are there from the beginning, so that they have something to lose.</summary>
    private static HashSet<int> ChooseSpoilt(SimulationPlan plan, PlantedFault fault) =>
    [
        .. plan.Subscribers.Where(subscriber => fault == PlantedFault.Untold ? subscriber.IsSlow : subscriber.JoinAfter == 0)
            .OrderByDescending(subscriber => subscriber.Topics.Count)
            .Take(SpoiltSubscribers)
            .Select(subscriber => subscriber.Number),
    ];

    private StreamProducer Producer(StreamPlan plan) => new(
        plan.Stream, plan.Pieces, new VerbPipeline(_target, plan.Window, Pace(plan.Random.Fork("pace")).PauseAsync))
    {
        Topic = plan.Topic,
    };

    private List<StreamViewer> Viewers(StreamPlan plan, bool isFirstGarbled)
    {
        var viewers = new List<StreamViewer>();
        foreach (var viewer in plan.Viewers)
        {
            var garbler = new TextGarbler(isFirstGarbled && viewers.Count == 0);
            _garblers.Add(garbler);
            viewers.Add(new StreamViewer(
                $"viewer {viewers.Count}", plan.Stream, _target, Pace(plan.Random.Fork($"viewer {viewers.Count}")))
            {
                Transports = viewer.Transports,
                CutAfter = viewer.CutAfter[0],
                LaterCuts = new Queue<int>(viewer.CutAfter.Skip(1)),
                Garbler = garbler,
            });
        }

        return viewers;
    }

    private Pace Pace(SplitMix random) => new(random, MostPauseMilliseconds, _clock);
}
