using System.Globalization;

namespace Attune.Server.Verbs.Bench.Search;

/// <summary>How large the index of the search bench is and how often it is asked.</summary>
internal sealed record SearchPlan
{
    public const string Arguments = "--data DIR [--chunks N] [--questions N] [--dimensions N] [--seed N]";
    public const string Usage =
        "                   --chunks N          passages made of the data's sentences, 100 to 1000000; default 100000\n"
        + "                   --questions N       of the data's questions, 100 to 100000; default 1000\n"
        + "                   --dimensions N      of the random vectors for the search by meaning, 0 for none; default 384\n"
        + "                   --seed N            default 1\n";

    public string Folder { get; init; } = "";

    public int Chunks { get; init; } = 100_000;

    public int Questions { get; init; } = 1_000;

    public int Dimensions { get; init; } = 384;

    public int Seed { get; init; } = 1;

    /// <summary>Reads the arguments after <c>bench search</c>.</summary>
    /// <returns>Null when they are not understood.</returns>
    public static SearchPlan? Read(IReadOnlyList<string> arguments)
    {
        var plan = new SearchPlan();
        for (var i = 0; i < arguments.Count && plan is not null; i += 2)
            plan = i + 1 < arguments.Count ? plan.With(arguments[i], arguments[i + 1]) : null;
        return plan is { Folder.Length: > 0 } ? plan : null;
    }

    private SearchPlan? With(string name, string value) => name switch
    {
        "--data" => this with { Folder = value },
        "--chunks" => Number(value, 100, 1_000_000) is { } number ? this with { Chunks = number } : null,
        "--questions" => Number(value, 100, 100_000) is { } number ? this with { Questions = number } : null,
        "--dimensions" => Number(value, 0, 4_096) is { } number ? this with { Dimensions = number } : null,
        "--seed" => Number(value, 0, int.MaxValue) is { } number ? this with { Seed = number } : null,
        _ => null,
    };

    private static int? Number(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : null;
}
