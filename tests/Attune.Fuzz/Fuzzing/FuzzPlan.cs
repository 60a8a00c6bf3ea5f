using System.Globalization;

namespace Attune.Fuzz.Fuzzing;

/// <summary>
/// How long and from which seed: the fixed plan of the regular tests, or what the command <c>eng/fuzz</c> asks for through
/// <c>ATTUNE_FUZZ_SECONDS</c>, <c>_SEED</c>, <c>_TARGET</c>, <c>_KEEP</c> (folder of the corpora) and <c>_REPORT</c> (a file).
/// </summary>
/// <param name="Seconds">For each target; null for the target's own number of rounds.</param>
/// <param name="Seed">The first choice of all.</param>
/// <param name="Target">Only this one; null for all.</param>
/// <param name="KeepIn">Where new inputs are written; null keeps nothing.</param>
/// <param name="ReportTo">A file that gets a line for each target; null for none.</param>
internal sealed record FuzzPlan(double? Seconds, int Seed, string? Target, string? KeepIn, string? ReportTo)
{
    private const int RegularSeed = 20261122;

    public static FuzzPlan FromEnvironment() => new(
        Read("SECONDS") is { } seconds ? double.Parse(seconds, CultureInfo.InvariantCulture) : null,
        Read("SEED") is { } seed ? int.Parse(seed, CultureInfo.InvariantCulture) : RegularSeed,
        Read("TARGET"),
        Read("KEEP"),
        Read("REPORT"));

    private static string? Read(string name) =>
        Environment.GetEnvironmentVariable("ATTUNE_FUZZ_" + name) is { Length: > 0 } value ? value : null;
}
