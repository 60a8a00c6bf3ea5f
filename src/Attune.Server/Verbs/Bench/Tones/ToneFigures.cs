namespace Attune.Server.Verbs.Bench.Tones;

/// <summary>Everything the bench of the tones has measured.</summary>
/// <param name="Held">Selection on the half kept from the rules.</param>
/// <param name="Seen">Selection on the half that the rules were made on, for comparison.</param>
/// <param name="HeldByLanguage">Selection on the half kept from the rules, one for each language.</param>
/// <param name="Rewriting">Rewriting on the half kept from the rules, one for each language and tone.</param>
/// <param name="Planted">Faults planted to test the check of facts.</param>
/// <param name="Found">How many of them the check found.</param>
/// <param name="Times">What choosing and saying cost.</param>
internal sealed record ToneFigures(
    SelectionFigures Held, SelectionFigures Seen, IReadOnlyList<SelectionFigures> HeldByLanguage,
    IReadOnlyList<RewritingFigures> Rewriting, int Planted, int Found, ToneTimes Times)
{
    private const double LeastMacroF1 = 0.90;
    private const double LeastFactPreservation = 0.995;
    private const double LeastHitRate = 0.95;

    /// <summary>Share of rewritings in which the rules changed no fact, before the draft is shipped instead.</summary>
    public double FactPreservation =>
        Rewriting.Sum(item => item.Kept) / (double)Math.Max(1, Rewriting.Sum(item => item.Outcomes.Count));

    /// <summary>What must be reached, each with whether it is.</summary>
    public IReadOnlyList<(string Name, bool Holds)> Gates =>
    [
        ("macro-F1 >= 0.90", Held.MacroF1 >= LeastMacroF1),
        ("facts kept >= 99.5 %", FactPreservation >= LeastFactPreservation),
        ("targets hit >= 95 % for each tone and language", Rewriting.All(item => item.HitRate >= LeastHitRate)),
        ("no Simplified-only character", Rewriting.All(item => item.SimplifiedCharacters == 0)),
        ("every planted fault found", Found == Planted),
    ];
}
