using RealtimeLoad.AiStreams;
using RealtimeLoad.Lines;
using RealtimeLoad.Load;

namespace RealtimeLoad.Soak;

/// <summary>
/// A small product's day in fast motion, always with the same number of clients: they come and go over every transport, some
/// stop reading for a while, events are published, answers are written, watched and stopped.
/// </summary>
internal sealed class SoakLoad : IDisposable
{
    public const string Description =
        "600 followers of 3 of 50 topics each, 70 % WebSocket, 15 % SSE, 15 % long poll; 10 a second lose their connection\n"
        + "and resume, often over another transport; one every 3 s stops reading for 20 s; 100 events/s of 60 to 2,500 bytes\n"
        + "over HTTP and WebSocket; 4 AI streams over WebSockets with 3 viewers each who reconnect and stop, 2 over HTTP";

    private const int Followers = 600;
    private const int TopicsEach = 3;
    private const int Slots = 4;
    private const int Feeders = 2;
    private static readonly TimeSpan ChurnEvery = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan StallEvery = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan StallFor = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(90);
    private static readonly StreamPlan Plan = new("soak", 3, 20, 40, 120, 0.02);

    private readonly Random _random = new(2);
    private readonly LineLoop _loop = new();
    private readonly StreamMeter _meter = new();
    private readonly Follower[] _followers;
    private readonly StreamSlot[] _slots;
    private readonly StreamFeeder[] _feeders;
    private readonly SoakPublisher _publisher;
    private bool _isEnding;

    public SoakLoad(int port)
    {
        _followers = [.. Enumerable.Range(0, Followers).Select(_ => new Follower(_loop, port,
            [.. Enumerable.Range(0, SoakTopics.Count).OrderBy(_ => _random.Next()).Take(TopicsEach)]))];
        foreach (var follower in _followers)
            follower.Connect(AnyTransport());
        _slots = [.. Enumerable.Range(0, Slots).Select(number => new StreamSlot(_loop, port, number, Plan, _meter))];
        _feeders = [.. Enumerable.Range(0, Feeders).Select(number => new StreamFeeder(_loop, port, number))];
        _publisher = new SoakPublisher(_loop, port);
        _loop.After(ChurnEvery, Churn);
        _loop.After(StallEvery, Stall);
    }

    /// <summary>Connections that followers have made, the first ones included.</summary>
    public long Connects { get; private set; } = Followers;

    public long Delivered => _followers.Sum(follower => follower.Received);

    public int Streams => _meter.Finished + _feeders.Sum(feeder => feeder.Finished);

    public void Run(TimeSpan duration) => _loop.Run(duration);

    /// <summary>Lets everything come to its end and tells what was wrong.</summary>
    public Faults End()
    {
        _isEnding = true;
        _publisher.Finish();
        foreach (var slot in _slots)
            slot.Finish();
        foreach (var feeder in _feeders)
            feeder.Finish();
        foreach (var follower in _followers)
            follower.Unstall();
        _loop.RunUntil(() => _publisher.Unanswered == 0 && Array.TrueForAll(_slots, slot => slot.IsIdle)
            && Array.TrueForAll(_feeders, feeder => feeder.IsIdle)
            && Array.TrueForAll(_followers, follower => follower.Check(_publisher.Published).Lost == 0), EndLimit);
        var checks = _followers.Select(follower => follower.Check(_publisher.Published)).ToArray();
        return new Faults(
            checks.Sum(faults => faults.Lost) + _meter.Wrong + _feeders.Sum(feeder => feeder.Wrong) + _publisher.Unanswered,
            checks.Sum(faults => faults.Duplicated) + _meter.Repeated,
            checks.Sum(faults => faults.Reordered) + _meter.Early);
    }

    public void Dispose() => _loop.Dispose();

    private void Churn()
    {
        if (_isEnding)
            return;
        _loop.After(ChurnEvery, Churn);
        var follower = _followers[_random.Next(Followers)];
        // One that has not heard where it is has nothing to resume from.
        if (follower.IsStalled || !follower.IsReady)
            return;
        follower.Connect(AnyTransport());
        Connects++;
    }

    private void Stall()
    {
        if (_isEnding)
            return;
        _loop.After(StallEvery, Stall);
        var follower = _followers[_random.Next(Followers)];
        // One that does not read its answer would not be a slow reader but one who never came.
        if (!follower.IsLive)
            return;
        follower.Stall();
        _loop.After(StallFor, follower.Unstall);
    }

    private string AnyTransport() => _random.Next(20) switch
    {
        < 14 => "websocket",
        < 17 => "sse",
        _ => "poll",
    };
}
