using Attune.Server.Verbs.Simulate.Checking;

namespace Attune.Server.Verbs.Simulate;

/// <summary>What one seed came to.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Events">Events in the log.</param>
/// <param name="Deliveries">Events that subscribers received.</param>
/// <param name="Kills">How often the server was killed.</param>
/// <param name="Reconnects">How often a subscriber or viewer connected again.</param>
/// <param name="Planted">Faults that were put in on purpose.</param>
/// <param name="Elapsed">From the start of the server to the verdict.</param>
/// <param name="LogHash">Fingerprint of the log, empty when it could not be read.</param>
/// <param name="Violations">What did not hold.</param>
internal sealed record Verdict(
    long Seed,
    int Events,
    int Deliveries,
    int Kills,
    int Reconnects,
    int Planted,
    TimeSpan Elapsed,
    string LogHash,
    IReadOnlyList<Violation> Violations)
{
    public bool Holds => Violations.Count == 0;
}
