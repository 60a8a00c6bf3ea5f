using System.Globalization;

namespace Attune.Server.Verbs.Bench.Guide;

/// <summary>The load on the guide: visitors one after the other, then many at the same moment with a slow describer.</summary>
internal sealed record GuidePlan
{
    public const string Arguments = "[--visitors N] [--waves N] [--delay-ms N]";
    public const string Usage =
        "                   --visitors N        one after the other, 20 to 10000; default 400\n"
        + "                   --waves N           for 10, 50 and 100 at the same moment each, 1 to 100; default 5\n"
        + "                   --delay-ms N        how slow the describer is then, 0 to 5000; default 800\n";

    /// <summary>How many ask at the same moment.</summary>
    public static IReadOnlyList<int> Crowds { get; } = [10, 50, 100];

    /// <summary>For visitors one by one: quick enough not to hide the cost, slow enough to be the slower part.</summary>
    public static TimeSpan QuickDescriber { get; } = TimeSpan.FromMilliseconds(30);

    /// <summary>How long the describer takes while crowds ask.</summary>
    public TimeSpan Describer => TimeSpan.FromMilliseconds(DelayMilliseconds);

    /// <summary>How long a model takes beside it: about twice as long, as in the example of the museum.</summary>
    public TimeSpan Model => Describer * 2;

    /// <summary>A describer that is the slower part, as in the museum's second example (2,000 to 1,500 ms).</summary>
    public TimeSpan SlowDescriber => Describer * 2.5;

    /// <summary>The model beside it.</summary>
    public TimeSpan QuickModel => Describer * 1.875;

    public int Visitors { get; init; } = 400;

    public int Waves { get; init; } = 5;

    public int DelayMilliseconds { get; init; } = 800;

    /// <summary>Reads the arguments after <c>bench guide</c>.</summary>
    /// <returns>Null when they are not understood.</returns>
    public static GuidePlan? Read(IReadOnlyList<string> arguments)
    {
        var plan = new GuidePlan();
        for (var i = 0; i < arguments.Count && plan is not null; i += 2)
            plan = i + 1 < arguments.Count ? plan.With(arguments[i], arguments[i + 1]) : null;
        return plan;
    }

    private GuidePlan? With(string name, string value) => name switch
    {
        "--visitors" => Number(value, 20, 10_000) is { } number ? this with { Visitors = number } : null,
        "--waves" => Number(value, 1, 100) is { } number ? this with { Waves = number } : null,
        "--delay-ms" => Number(value, 0, 5_000) is { } number ? this with { DelayMilliseconds = number } : null,
        _ => null,
    };

    private static int? Number(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : null;
}
