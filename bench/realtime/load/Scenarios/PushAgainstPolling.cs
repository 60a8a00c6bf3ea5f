using RealtimeLoad.Lines;
using RealtimeLoad.Load;
using RealtimeLoad.Polling;
using RealtimeLoad.Systems;

namespace RealtimeLoad.Scenarios;

/// <summary>The same events at the same time to clients that are told and to as many that ask every half minute.</summary>
internal sealed class PushAgainstPolling : Scenario
{
    private const double EventsPerSecond = 5;
    private const double RequestsPerSecond = 1_000;
    private const double SessionSeconds = 3_600;
    private static readonly TimeSpan PollEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Tail = TimeSpan.FromSeconds(5);

    public override string Letter => "P";

    public override string Title =>
        "push against polling every 30 s, side by side, 5 events/s; then 1,000 HTTP requests/s, 4 of 5 history, 1 publish";

    public override IReadOnlyList<(string Value, string Heading)> Columns { get; } =
    [
        (RunValues.Clients, "clients of each kind"),
        (RunValues.P50Ms, "push p50 ms"),
        (RunValues.PolledP50Ms, "polling p50 ms"),
        (RunValues.LatencyRatio, "x"),
        (RunValues.PollsPerSecond, "polls/s"),
        (RunValues.RequestsRatio, "x requests"),
        (RunValues.HttpP95Ms, "HTTP p95 ms"),
        (RunValues.HttpPerSecond, "HTTP requests/s"),
    ];

    public override IReadOnlyList<string> Notes(BenchOptions options) =>
    [
        "every polling client has a phase of its own, spread evenly over its 30 s; every event is followed until all have it",
        "requests: N polling clients make N/30 a second, measured as polls/s; N pushed clients make one handshake a session,",
        "N/3,600 a second with sessions of an hour, and no request for an event: x requests = polls/s / (N / 3,600 s)",
    ];

    public override bool IsFor(ServerKind kind) => kind.IsAttune;

    public override async Task<RunValues> RunAsync(ServerKind kind, BenchOptions options)
    {
        using var server = await RunningServer.StartAsync(kind, options.IsPinned);
        using var loop = new LineLoop();
        var values = RunBoth(loop, server.Port, options);
        var mix = new RequestMix(loop, server.Port);
        mix.Run(RequestsPerSecond, options.WarmUp * 2);
        values[RunValues.HttpPerSecond] = mix.Run(RequestsPerSecond, options.Requests);
        values[RunValues.HttpP95Ms] = mix.Latencies.PercentileMs(0.95);
        values[RunValues.HttpP50Ms] = mix.Latencies.PercentileMs(0.5);
        return values;
    }

    private static RunValues RunBoth(LineLoop loop, int port, BenchOptions options)
    {
        var times = new EventTimes();
        var pushed = ConnectPushed(loop, port, times, options.PollingClients);
        PollingClient[] polling =
            [.. Enumerable.Range(0, options.PollingClients).Select(_ => new PollingClient(loop, port, times, PollEvery))];
        for (var n = 0; n < polling.Length; n++)
            polling[n].Begin(PollEvery * ((n + 0.5) / polling.Length));
        var events = (int)(EventsPerSecond * options.Polled.TotalSeconds);
        new TickPublisher(loop, port, times).Run(Pace.Rate(EventsPerSecond), events);
        // Until each client has polled once more after the last event. The rate is taken while all poll.
        var whole = (int)Math.Ceiling(options.Polled / PollEvery) * PollEvery;
        loop.Run(whole);
        var polls = polling.Sum(client => client.Requests);
        loop.Run(options.Polled + PollEvery + Tail - whole);
        var pollsPerSecond = polls / whole.TotalSeconds;
        Arrivals[] all = [.. pushed.Select(client => client.Arrivals), .. polling.Select(client => client.Arrivals)];
        foreach (var client in polling)
            client.Finish();
        var (push, poll) = (times.Pushed.PercentileMs(0.5), times.Polled.PercentileMs(0.5));
        return new RunValues
        {
            [RunValues.Clients] = polling.Length,
            [RunValues.P50Ms] = push,
            [RunValues.P99Ms] = times.Pushed.PercentileMs(0.99),
            [RunValues.PolledP50Ms] = poll,
            [RunValues.LatencyRatio] = poll / push,
            [RunValues.PollsPerSecond] = pollsPerSecond,
            [RunValues.RequestsRatio] = pollsPerSecond / (polling.Length / SessionSeconds),
            [RunValues.Lost] = all.Sum(arrivals => (long)arrivals.LostOf(times.Published)),
            [RunValues.Duplicated] = all.Sum(arrivals => arrivals.Duplicated),
            [RunValues.Reordered] = all.Sum(arrivals => arrivals.Reordered),
        };
    }

    private static List<PushedClient> ConnectPushed(LineLoop loop, int port, EventTimes times, int count)
    {
        const int Batch = 200;
        var clients = new List<PushedClient>(count);
        while (clients.Count < count)
        {
            for (var n = Math.Min(Batch, count - clients.Count); n > 0; n--)
                clients.Add(new PushedClient(loop, port, times));
            if (!loop.RunUntil(() => clients.TrueForAll(client => client.IsReady), ConnectLimit))
                throw new TimeoutException("Some connections were not ready in time.");
        }

        return clients;
    }
}
