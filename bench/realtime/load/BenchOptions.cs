namespace RealtimeLoad;

/// <summary>What is measured and for how long.</summary>
/// <param name="Scenarios">Letters of the scenarios.</param>
/// <param name="Systems">Names of the servers; empty means those that a scenario measures by itself.</param>
/// <param name="Rounds">Runs of each server in each scenario, the servers taking turns.</param>
/// <param name="IsFull">The long runs that the gates are about, instead of a look that takes minutes.</param>
/// <param name="IsJson">Ends with one line of JSON.</param>
/// <param name="IsPinned">The server runs on processor 0, the load generator on processor 1.</param>
/// <param name="RollUp">The roll-up window of AI streams in milliseconds; null for the server's own.</param>
internal sealed record BenchOptions(
    string[] Scenarios, string[] Systems, int Rounds, bool IsFull, bool IsJson, bool IsPinned, int? RollUp = null)
{
    public const string Usage =
        "usage: bench/realtime/run [--scenario S,B,C,A,F,E,H,D,P] [--systems attune,floor,…] [--rounds N] [--full] [--json]\n"
        + "                          [--roll-up MILLISECONDS]";

    public TimeSpan WarmUp => Seconds(1.5, 10);

    public TimeSpan Saturation => Seconds(2, 10);

    public TimeSpan Paced => Seconds(4, 30);

    public TimeSpan Idle => Seconds(2, 60);

    public TimeSpan Stalled => Seconds(8, 60);

    /// <summary>How long every connection hears one event a second before the storm.</summary>
    public TimeSpan Calm => Seconds(8, 60);

    /// <summary>How long answers are written.</summary>
    public TimeSpan Answers => Seconds(10, 60);

    /// <summary>How long events are published to clients that poll; all polls of one interval follow.</summary>
    public TimeSpan Polled => Seconds(10, 60);

    /// <summary>How long HTTP requests are made.</summary>
    public TimeSpan Requests => Seconds(5, 30);

    /// <summary>Pushed clients, and as many that poll: together half of the descriptors that a process may have.</summary>
    public int PollingClients => IsFull ? 5_000 : 500;

    public int CompressionConnections => 10_000;

    public int IdleConnections => IsFull ? 10_000 : 2_000;

    /// <summary>The roll-up window as the server's own settings give it; null where it knows none.</summary>
    public int? PublishedRollUp { get; init; }

    public static BenchOptions Parse(ReadOnlySpan<string> arguments)
    {
        var isFull = arguments.Contains("--full");
        var options = new BenchOptions(
            ["S", "B", "C", "A", "F", "E", "H", "D", "P"], [], isFull ? 5 : 3, isFull, arguments.Contains("--json"),
            Environment.GetEnvironmentVariable("ATTUNE_BENCH_PINNED") == "1");
        for (var i = 0; i < arguments.Length; i++)
        {
            options = arguments[i] switch
            {
                "--full" or "--json" => options,
                "--scenario" => options with { Scenarios = Words(arguments, ++i) },
                "--systems" => options with { Systems = Words(arguments, ++i) },
                "--rounds" when int.TryParse(Words(arguments, ++i)[0], out var rounds) && rounds > 0
                    => options with { Rounds = rounds },
                "--roll-up" when int.TryParse(Words(arguments, ++i)[0], out var rollUp) && rollUp >= 0
                    => options with { RollUp = rollUp },
                _ => throw new ArgumentException(Usage),
            };
        }

        return options;
    }

    private static string[] Words(ReadOnlySpan<string> arguments, int at) =>
        at < arguments.Length ? arguments[at].Split(',') : throw new ArgumentException(Usage);

    private TimeSpan Seconds(double look, double full) => TimeSpan.FromSeconds(IsFull ? full : look);
}
