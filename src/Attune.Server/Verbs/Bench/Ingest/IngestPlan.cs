using System.Globalization;

namespace Attune.Server.Verbs.Bench.Ingest;

/// <summary>How much is imported.</summary>
internal sealed record IngestPlan
{
    public const string Arguments = "[--megabytes N] [--kilobytes N] [--rounds N] [--seed N]";
    public const string Usage =
        "                   --megabytes N       text in many files at once, 1 to 150; default 16\n"
        + "                   --kilobytes N       size of each file, 1 to 4000; default 64\n"
        + "                   --rounds N          on a new server each, 1 to 20; default 3\n"
        + "                   --seed N            what the text is made from; default 5\n";

    public int Megabytes { get; init; } = 16;

    public int Kilobytes { get; init; } = 64;

    public int Rounds { get; init; } = 3;

    public int Seed { get; init; } = 5;

    /// <summary>Reads the arguments after <c>bench ingest</c>.</summary>
    /// <returns>Null when they are not understood.</returns>
    public static IngestPlan? Read(IReadOnlyList<string> arguments)
    {
        var plan = new IngestPlan();
        for (var i = 0; i < arguments.Count && plan is not null; i += 2)
            plan = i + 1 < arguments.Count ? plan.With(arguments[i], arguments[i + 1]) : null;
        return plan;
    }

    private IngestPlan? With(string name, string value) => name switch
    {
        "--megabytes" => Number(value, 1, 150) is { } number ? this with { Megabytes = number } : null,
        "--kilobytes" => Number(value, 1, 4_000) is { } number ? this with { Kilobytes = number } : null,
        "--rounds" => Number(value, 1, 20) is { } number ? this with { Rounds = number } : null,
        "--seed" => Number(value, 0, int.MaxValue) is { } number ? this with { Seed = number } : null,
        _ => null,
    };

    private static int? Number(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : null;
}
