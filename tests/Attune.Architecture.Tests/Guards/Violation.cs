namespace Attune.Architecture.Tests.Guards;

/// <summary>One place where a rule of the house is broken.</summary>
/// <param name="Path">The file or folder; what an exception in the baseline names.</param>
/// <param name="Line">The line, from 1; 0 when the whole file is meant.</param>
/// <param name="What">What is wrong.</param>
/// <param name="Instead">What to do instead.</param>
/// <param name="Measure">How much is wrong: the baseline allows no more than it names.</param>
internal sealed record Violation(string Path, int Line, string What, string Instead, int Measure = 1)
{
    public override string ToString() => $"{Path}{(Line > 0 ? $":{Line}" : "")}: {What} {Instead}";
}
