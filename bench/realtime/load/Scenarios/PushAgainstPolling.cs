using System.Diagnostics;
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
    private const double Users = 10_000;
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
        (RunValues.P99Ms, "push p99 ms"),
        (RunValues.PolledP50Ms, "polling p50 ms"),
        (RunValues.LatencyRatio, "x"),
        (RunValues.PollsPerSecond, "polls/s"),
        (RunValues.RequestsRatio, "x requests"),
        (RunValues.HttpP95Ms, "HTTP p95 ms"),
        (RunValues.HttpPerSecond, "HTTP requests/s"),
        (RunValues.PushedRequestsPerSecond, "requests/s of 10,000"),
        (RunValues.ServerCpuShare, "server's processor"),
        (RunValues.FailedPercent, "failed %"),
    ];

    public override IReadOnlyList<string> Notes(BenchOptions options) =>
    [
        "every polling client has a phase of its own, spread evenly over its 30 s; every event is followed until all have it",
        "requests: N polling clients make N/30 a second, measured as polls/s; N pushed clients make one handshake a session,",
        "N/3,600 a second with sessions of an hour, one more for each connection that is cut, and no request for an event:",
        "x requests = polls/s / (N / 3,600 s + cut/s); requests/s of 10,000 = the same for 10,000 users, and the publishes",
        "failed %: refused requests, cut connections and missing deliveries / all requests and deliveries; the server's",
        "processor: the larger share of one, while events are published or while 1,000 requests/s are made",
    ];

    public override bool IsFor(ServerKind kind) => kind.IsAttune;

    public override async Task<RunValues> RunAsync(ServerKind kind, BenchOptions options)
    {
        using var server = await RunningServer.StartAsync(kind, options.IsPinned);
        using var loop = new LineLoop();
        var outcomes = new Outcomes();
        var (values, deliveries) = RunBoth(loop, server, outcomes, options);
        var mix = new RequestMix(loop, server.Port, outcomes);
        mix.Run(RequestsPerSecond, options.WarmUp * 2);
        var share = CpuShareOf(server, () => values[RunValues.HttpPerSecond] = mix.Run(RequestsPerSecond, options.Requests));
        values[RunValues.HttpP95Ms] = mix.Latencies.PercentileMs(0.95);
        values[RunValues.HttpP50Ms] = mix.Latencies.PercentileMs(0.5);
        values[RunValues.ServerCpuShare] = Math.Max(share, values[RunValues.ServerCpuShare]);
        values[RunValues.FailedPercent] = 100 * outcomes.FailedShare(deliveries, (long)values[RunValues.Lost]);
        return values;
    }

    private static (RunValues Values, long Deliveries) RunBoth(
        LineLoop loop, RunningServer server, Outcomes outcomes, BenchOptions options)
    {
        var times = new EventTimes();
        var pushed = ConnectPushed(loop, server.Port, times, outcomes, options.PollingClients);
        PollingClient[] polling = [.. pushed.Select(_ => new PollingClient(loop, server.Port, times, outcomes, PollEvery))];
        for (var n = 0; n < polling.Length; n++)
            polling[n].Begin(PollEvery * ((n + 0.5) / polling.Length));
        var events = (int)(EventsPerSecond * options.Polled.TotalSeconds);
        new TickPublisher(loop, server.Port, times, outcomes).Run(Pace.Rate(EventsPerSecond), events);
        var share = CpuShareOf(server, () => loop.Run(options.Polled));
        // Until each client has polled once more after the last event. The rates are taken while all poll.
        var whole = (int)Math.Ceiling(options.Polled / PollEvery) * PollEvery;
        loop.Run(whole - options.Polled);
        var polls = polling.Sum(client => client.Requests);
        var again = pushed.Sum(client => client.Requests - 1);
        loop.Run(options.Polled + PollEvery + Tail - whole);
        foreach (var client in polling)
            client.Finish();
        var values = Judge(times, pushed, polling);
        var pollsPerSecond = polls / whole.TotalSeconds;
        var pushedPerSecond = (pushed.Count / SessionSeconds) + (again / whole.TotalSeconds);
        values[RunValues.PollsPerSecond] = pollsPerSecond;
        values[RunValues.RequestsRatio] = pollsPerSecond / pushedPerSecond;
        values[RunValues.PushedRequestsPerSecond] = (pushedPerSecond * Users / pushed.Count) + EventsPerSecond;
        values[RunValues.ServerCpuShare] = share;
        return (values, (long)times.Published * (pushed.Count + polling.Length));
    }

    private static RunValues Judge(EventTimes times, List<PushedClient> pushed, PollingClient[] polling)
    {
        Arrivals[] all = [.. pushed.Select(client => client.Arrivals), .. polling.Select(client => client.Arrivals)];
        var (push, poll) = (times.Pushed.PercentileMs(0.5), times.Polled.PercentileMs(0.5));
        return new RunValues
        {
            [RunValues.Clients] = polling.Length,
            [RunValues.P50Ms] = push,
            [RunValues.P99Ms] = times.Pushed.PercentileMs(0.99),
            [RunValues.PolledP50Ms] = poll,
            [RunValues.LatencyRatio] = poll / push,
            [RunValues.Lost] = all.Sum(arrivals => (long)arrivals.LostOf(times.Published)),
            [RunValues.Duplicated] = all.Sum(arrivals => arrivals.Duplicated),
            [RunValues.Reordered] = all.Sum(arrivals => arrivals.Reordered),
        };
    }

    /// <summary>What the server uses of one processor meanwhile, 0 to 1, more if it runs on several.</summary>
    private static double CpuShareOf(RunningServer server, Action work)
    {
        var (cpu, began) = (server.CpuSeconds(), Stopwatch.GetTimestamp());
        work();
        return (server.CpuSeconds() - cpu) / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static List<PushedClient> ConnectPushed(
        LineLoop loop, int port, EventTimes times, Outcomes outcomes, int count)
    {
        const int Batch = 200;
        var clients = new List<PushedClient>(count);
        while (clients.Count < count)
        {
            for (var n = Math.Min(Batch, count - clients.Count); n > 0; n--)
                clients.Add(new PushedClient(loop, port, times, outcomes));
            if (!loop.RunUntil(() => clients.TrueForAll(client => client.IsReady), ConnectLimit))
                throw new TimeoutException("Some connections were not ready in time.");
        }

        return clients;
    }
}
