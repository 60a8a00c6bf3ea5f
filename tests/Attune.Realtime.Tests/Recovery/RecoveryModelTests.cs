using System.Globalization;
using Attune.TestKit.Proofs;

namespace Attune.Realtime.Tests.Recovery;

/// <summary>
/// Goal: whatever happens in whatever order, every client gets each event once, in order, as it was published, or is told
/// what it misses. Method: drawn sequences of publishing, following, leaving, stalling, trimming, erasing, crashes, lost power
/// and lost disks, taken by the real engine and by a model of a few lines. A sequence that fails is cut down to the steps that
/// matter and printed as code; the steps are the same each time, the timing of the threads is not.
/// </summary>
public sealed class RecoveryModelTests
{
    private const int Steps = 120;
    private const int MostShrinkingRuns = 200;
    private const int MostPlantedRuns = 40;

    /// <summary>Twelve, or one that <c>ATTUNE_MODEL_SEED</c> names.</summary>
    public static TheoryData<int> Seeds => Environment.GetEnvironmentVariable("ATTUNE_MODEL_SEED") is { Length: > 0 } seed
        ? [int.Parse(seed, CultureInfo.InvariantCulture)]
        : [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    [Proves("D-49", "D-70")]
    public async Task Nobody_misses_or_doubles_an_event_unless_it_is_told(int seed)
    {
        var steps = Step.Draw(seed, Steps);
        if (await RecoveryRun.FaultOfAsync(steps) is not { } fault)
            return;
        var (smallest, why) = await ShrinkAsync(steps, fault, Plant.None);
        Assert.Fail($"Seed {seed}: {why}\n{smallest.Count} steps: [{string.Join(", ", smallest)}]");
    }

    [Theory]
    [InlineData(nameof(Plant.Lose), "left out silently")]
    [InlineData(nameof(Plant.Double), "comes again")]
    public async Task A_planted_fault_is_found_and_cut_down_to_a_few_steps(string plant, string fault)
    {
        var planted = Enum.Parse<Plant>(plant);
        // Without a step at which everybody waits for what was lost, and with an end at which all of it shows.
        List<Step> steps = [.. Step.Draw(1, Steps).Where(step => step.Kind != StepKind.Settle)];
        var found = await RecoveryRun.FaultOfAsync(steps, planted);
        Assert.Contains(fault, found, StringComparison.Ordinal);
        var (smallest, why) = await ShrinkAsync(steps, found!, planted);
        Assert.Contains(fault, why, StringComparison.Ordinal);
        Assert.InRange(smallest.Count, 1, Steps / 2);
    }

    /// <summary>Takes away halves, quarters … single steps for as long as the same kind of fault is left.</summary>
    private static async Task<(List<Step> Steps, string Fault)> ShrinkAsync(List<Step> steps, string fault, Plant plant)
    {
        var runs = plant == Plant.None ? MostShrinkingRuns : MostPlantedRuns;
        for (var piece = steps.Count / 2; piece > 0 && runs > 0; piece /= 2)
        {
            for (var at = 0; at < steps.Count && runs > 0; runs--)
            {
                List<Step> fewer = [.. steps[..at], .. steps[Math.Min(steps.Count, at + piece)..]];
                if (await RecoveryRun.FaultOfAsync(fewer, plant) is { } still && KindOf(still) == KindOf(fault))
                    (steps, fault) = (fewer, still);
                else
                    at += piece;
            }
        }

        return (steps, fault);
    }

    /// <summary>The words of a fault without its numbers and topics.</summary>
    private static string KindOf(string fault) =>
        string.Join(' ', fault.Split(' ').Where(word => word.All(char.IsAsciiLetterLower)));
}
