using Attune.Server.Verbs.Simulate.Checking;

namespace Attune.Server.Verbs.Simulate;

/// <summary>What one seed came to.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Figures">What happened.</param>
/// <param name="Elapsed">From the start of the server to the verdict.</param>
/// <param name="LogHash">Fingerprint of the log, empty when it could not be read.</param>
/// <param name="Violations">What did not hold.</param>
internal sealed record Verdict(
    long Seed, RunFigures Figures, TimeSpan Elapsed, string LogHash, IReadOnlyList<Violation> Violations)
{
    public bool Holds => Violations.Count == 0;
}
