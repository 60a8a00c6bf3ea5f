using System.Globalization;
using Attune.Server.Verbs.Simulate.Planting;

namespace Attune.Server.Verbs.Simulate;

/// <summary>What stands behind <c>attune simulate</c>.</summary>
internal sealed record SimulateArguments
{
    public const string Usage =
        "attune simulate [--seeds N] [--seed S] [--publishers N] [--subscribers N] [--json] [--plan] [--plant FAULT]\n"
        + "  --seeds N         how many seeds to run, 1 to 100000; default 1\n"
        + "  --seed S          the first seed; default 1\n"
        + "  --publishers N    publishers per seed, 1 to 100; default 8\n"
        + "  --subscribers N   subscribers per seed, 1 to 1000; default 50\n"
        + "  --json            one JSON object per seed and a summary as the last line\n"
        + "  --plan            print what each seed will do before it does it\n"
        + "  --plant FAULT     spoil what some subscribers receive, to see that the checker catches it and the verdict fails:\n"
        + "                    dropped, doubled, swapped, reissued, recovered, untold, excused, garbled; stops at the\n"
        + "                    first seed that fails";

    public int Seeds { get; init; } = 1;

    public long FirstSeed { get; init; } = 1;

    public int Publishers { get; init; } = 8;

    public int Subscribers { get; init; } = 50;

    public bool Json { get; init; }

    public bool ShowPlan { get; init; }

    public PlantedFault Fault { get; init; }

    /// <summary>Reads them.</summary>
    /// <returns>Null, and what is wrong, when they cannot be used.</returns>
    public static SimulateArguments? Read(IReadOnlyList<string> arguments, out string problem)
    {
        var read = new SimulateArguments();
        problem = "";
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] == "--json")
            {
                read = read with { Json = true };
                continue;
            }

            if (arguments[i] == "--plan")
            {
                read = read with { ShowPlan = true };
                continue;
            }

            var next = i + 1 < arguments.Count ? read.With(arguments[i], arguments[i + 1]) : null;
            if (next is null)
            {
                problem = $"'{string.Join(' ', arguments.Skip(i).Take(2))}' is not understood.";
                return null;
            }

            read = next;
            i++;
        }

        return read;
    }

    private SimulateArguments? With(string name, string value) => name switch
    {
        "--seeds" => Number(value, 1, 100_000) is { } seeds ? this with { Seeds = (int)seeds } : null,
        "--seed" => Number(value, 0, long.MaxValue - 100_000) is { } seed ? this with { FirstSeed = seed } : null,
        "--publishers" => Number(value, 1, 100) is { } publishers ? this with { Publishers = (int)publishers } : null,
        "--subscribers" => Number(value, 1, 1000) is { } subscribers ? this with { Subscribers = (int)subscribers } : null,
        "--plant" => Faults.TryGetValue(value, out var fault) ? this with { Fault = fault } : null,
        _ => null,
    };

    private static readonly Dictionary<string, PlantedFault> Faults = new(StringComparer.Ordinal)
    {
        ["dropped"] = PlantedFault.Dropped,
        ["doubled"] = PlantedFault.Doubled,
        ["swapped"] = PlantedFault.Swapped,
        ["reissued"] = PlantedFault.Reissued,
        ["recovered"] = PlantedFault.Recovered,
        ["untold"] = PlantedFault.Untold,
        ["excused"] = PlantedFault.Excused,
        ["garbled"] = PlantedFault.Garbled,
    };

    private static long? Number(string text, long low, long high) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= low && number <= high
            ? number
            : null;
}
