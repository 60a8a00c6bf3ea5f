using RealtimeLoad.AiStreams;
using RealtimeLoad.Lines;
using RealtimeLoad.Systems;

namespace RealtimeLoad.Scenarios;

/// <summary>Answers that are written while people watch, lose their connections, come back and stop some of them.</summary>
internal sealed class AiAnswers : Scenario
{
    private const int Few = 20;
    private const int Many = 200;
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(60);
    private static readonly StreamPlan Plan = new("answer", 10, 100, 100, 200, 0.02);

    public override string Letter => "D";

    public override string Title =>
        "AI streams: each written at 100 tokens/s before 10 viewers who reconnect at random; half are stopped by a viewer";

    public override IReadOnlyList<(string Value, string Heading)> Columns { get; } =
    [
        (RunValues.FewFirstTokenP99Ms, "20: first token p99 ms"),
        (RunValues.FewStopP99Ms, "20: stop p99 ms"),
        (RunValues.ManyFirstTokenP99Ms, "200: first token p99 ms"),
        (RunValues.ManyStopP99Ms, "200: stop p99 ms"),
        (RunValues.TokensPerFrame, "200: tokens a frame"),
        (RunValues.TokensPerSecond, "200: tokens/s written"),
        (RunValues.FinishedStreams, "streams finished"),
        (RunValues.Reconnects, "reconnects"),
    ];

    public override IReadOnlyList<string> Notes(BenchOptions options) =>
    [
        (options.RollUp ?? options.PublishedRollUp) is { } window
            ? $"roll-up window of the server: {window} ms"
            : "roll-up window of the server: none; every append is committed and sent by itself",
        "first token and stop are taken where they are sent and heard, from the moment they were meant to be sent",
    ];

    /// <summary>No other server here has streams whose position is a byte count.</summary>
    public override bool IsFor(ServerKind kind) => kind.IsAttune;

    public override async Task<RunValues> RunAsync(ServerKind kind, BenchOptions options)
    {
        var (few, _) = await RunAsync(kind, options, Few);
        var (many, seconds) = await RunAsync(kind, options, Many);
        return new RunValues
        {
            [RunValues.FewFirstTokenP99Ms] = few.FirstTokens.PercentileMs(0.99),
            [RunValues.FewStopP99Ms] = few.Stops.PercentileMs(0.99),
            [RunValues.ManyFirstTokenP99Ms] = many.FirstTokens.PercentileMs(0.99),
            [RunValues.ManyStopP99Ms] = many.Stops.PercentileMs(0.99),
            [RunValues.TokensPerFrame] = many.ViewedBytes / many.Frames / (many.WrittenBytes / many.Tokens),
            [RunValues.TokensPerSecond] = many.Tokens / seconds,
            [RunValues.FinishedStreams] = few.Finished + many.Finished,
            [RunValues.Reconnects] = few.Reconnects + many.Reconnects,
            [RunValues.Lost] = few.Wrong + many.Wrong,
            [RunValues.Duplicated] = few.Repeated + many.Repeated,
            [RunValues.Reordered] = few.Early + many.Early,
        };
    }

    private static async Task<(StreamMeter Meter, double Seconds)> RunAsync(ServerKind kind, BenchOptions options, int streams)
    {
        if (options.RollUp is { } window)
            kind = kind.With($"--Realtime:AiStreams:RollUpMilliseconds={window}");
        using var server = await RunningServer.StartAsync(kind, options.IsPinned);
        using var loop = new LineLoop();
        var warmUp = new StreamMeter();
        RunSlots(loop, server.Port, Plan with { Name = "warm" }, warmUp, Few, options.WarmUp * 2);
        var meter = new StreamMeter();
        RunSlots(loop, server.Port, Plan, meter, streams, options.Answers);
        meter.Wrong += warmUp.Wrong;
        meter.Repeated += warmUp.Repeated;
        meter.Early += warmUp.Early;
        return (meter, options.Answers.TotalSeconds);
    }

    private static void RunSlots(LineLoop loop, int port, StreamPlan plan, StreamMeter meter, int streams, TimeSpan duration)
    {
        StreamSlot[] slots = [.. Enumerable.Range(0, streams).Select(number => new StreamSlot(loop, port, number, plan, meter))];
        loop.Run(duration);
        foreach (var slot in slots)
            slot.Finish();
        if (!loop.RunUntil(() => Array.TrueForAll(slots, slot => slot.IsIdle), EndLimit))
            throw new TimeoutException("Some streams did not end.");
        foreach (var slot in slots)
            slot.Cut();
    }
}
