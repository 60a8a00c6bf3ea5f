using RealtimeLoad.Load;
using RealtimeLoad.Systems;

namespace RealtimeLoad.Scenarios;

/// <summary>One job that every server is given.</summary>
internal abstract class Scenario
{
    private const long WarmUpDeliveries = 300_000;

    public abstract string Letter { get; }

    public abstract string Title { get; }

    /// <summary>The columns of its table: the name of a value and its heading.</summary>
    public abstract IReadOnlyList<(string Value, string Heading)> Columns { get; }

    /// <summary>What a reader must know to understand its numbers.</summary>
    public virtual IReadOnlyList<string> Notes(BenchOptions options) => [];

    /// <summary>The servers that it measures when nobody names any.</summary>
    public virtual bool IsFor(ServerKind kind) => true;

    /// <summary>Starts the server, gives it the job and tells what it took.</summary>
    public abstract Task<RunValues> RunAsync(ServerKind kind, BenchOptions options);

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new Saturation(), new PacedBroadcast(), new ManyTopics(), new IdleMemory(), new SlowReaders(), new ReconnectStorm(),
        new Compression(), new AiAnswers(), new PushAgainstPolling(),
    ];

    /// <summary>Publishes in a closed loop until compilers have done their work.</summary>
    protected static void WarmUp(LoadLoop loop, BenchOptions options, Func<int, byte[]> payload)
    {
        loop.Publish(Pace.Window(Math.Max(Saturation.WindowMessages, loop.Topics / 10)), payload, options.WarmUp,
            WarmUpDeliveries);
        loop.Drain();
    }
}
