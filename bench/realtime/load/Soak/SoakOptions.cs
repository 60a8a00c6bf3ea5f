using System.Globalization;

namespace RealtimeLoad.Soak;

/// <summary>What a soak is told on the command line.</summary>
/// <param name="Minutes">How long, 3 or more.</param>
/// <param name="Folder">Where the report and the graph are kept.</param>
/// <param name="IsJson">Ends with one line of JSON.</param>
/// <param name="IsPinned">The server runs on processor 0, the load generator on processor 1.</param>
internal sealed record SoakOptions(double Minutes, string Folder, bool IsJson, bool IsPinned)
{
    private const string Usage = "usage: bench/realtime/soak [--minutes 60] [--json] [--out FOLDER]   (3 minutes or more)";
    private const double FewestMinutes = 3;

    public static SoakOptions Parse(ReadOnlySpan<string> arguments)
    {
        var options = new SoakOptions(60, ".", false, Environment.GetEnvironmentVariable("ATTUNE_BENCH_PINNED") == "1");
        for (var i = 0; i < arguments.Length; i++)
        {
            options = arguments[i] switch
            {
                "--json" => options with { IsJson = true },
                "--minutes" when i + 1 < arguments.Length
                    && double.TryParse(arguments[i + 1], CultureInfo.InvariantCulture, out var minutes)
                    && minutes >= FewestMinutes
                    => options with { Minutes = minutes },
                "--out" when i + 1 < arguments.Length => options with { Folder = arguments[i + 1] },
                _ => throw new ArgumentException(Usage),
            };
            i += arguments[i] == "--json" ? 0 : 1;
        }

        return options;
    }
}
