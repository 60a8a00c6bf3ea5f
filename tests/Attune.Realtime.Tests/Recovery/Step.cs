namespace Attune.Realtime.Tests.Recovery;

/// <summary>What happens next.</summary>
/// <param name="Kind">Which thing.</param>
/// <param name="A">To whom; each kind takes it modulo what there is.</param>
/// <param name="B">How.</param>
internal readonly record struct Step(StepKind Kind, int A, int B)
{
    private const int Values = 1000;

    /// <summary>The same steps for the same seed.</summary>
    public static List<Step> Draw(int seed, int count)
    {
        var chance = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => new Step(DrawKind(chance), chance.Next(Values), chance.Next(Values)))];
    }

    public override string ToString() => $"new(StepKind.{Kind}, {A}, {B})";

    private static StepKind DrawKind(Random chance) => chance.Next(100) switch
    {
        < 44 => StepKind.Publish,
        < 58 => StepKind.Subscribe,
        < 62 => StepKind.Unsubscribe,
        < 70 => StepKind.Reconnect,
        < 78 => StepKind.Stall,
        < 87 => StepKind.GoOn,
        < 90 => StepKind.Trim,
        < 94 => StepKind.Redact,
        < 96 => StepKind.Crash,
        < 98 => StepKind.PowerLoss,
        < 99 => StepKind.LoseStorage,
        _ => StepKind.Settle,
    };
}
