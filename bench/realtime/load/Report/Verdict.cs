namespace RealtimeLoad.Report;

/// <summary>A claim about Attune and the numbers that decide it, one for each round.</summary>
/// <param name="IsGate">Missing it fails the whole bench; a goal is only told.</param>
/// <param name="Name">Its name in the JSON report.</param>
/// <param name="Claim">What is claimed, in words.</param>
/// <param name="Limit">The largest median that is good enough, or the smallest.</param>
/// <param name="Rounds">The numbers.</param>
/// <param name="IsMinimum">More is better.</param>
/// <param name="Proves">Items of the checklist that it decides, which only gates do; its generator reads them.</param>
internal sealed record Verdict(
    bool IsGate, string Name, string Claim, double Limit, IReadOnlyList<double> Rounds, bool IsMinimum = false,
    IReadOnlyList<string>? Proves = null)
{
    public double Median => Statistics.Median(Rounds);

    public bool Holds => IsMinimum ? Median >= Limit : Median <= Limit;
}
