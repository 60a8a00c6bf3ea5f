namespace Attune.Fuzz.Fuzzing;

/// <summary>What a run did.</summary>
/// <param name="Target">To whom.</param>
/// <param name="Seed">The first choice of all.</param>
/// <param name="Inputs">Inputs fed, the kept ones included.</param>
/// <param name="Behaviours">Different kinds of behaviour that they led to.</param>
/// <param name="Added">Inputs added to the corpus.</param>
internal sealed record FuzzReport(string Target, int Seed, long Inputs, int Behaviours, int Added)
{
    public override string ToString() =>
        $"{Target}: {Inputs} inputs, {Behaviours} kinds of behaviour, {Added} kept (seed {Seed})";
}
