namespace Attune.Language.Tones.Facts;

/// <summary>Tells whether a rewritten text says the same facts as its draft.</summary>
public static class FactCheck
{
    /// <summary>The first fact of the draft that the rewritten text lost or doubled, or the first that it made up; else null.</summary>
    public static string? FirstDifference(string draft, string rewritten) =>
        TextFacts.Of(draft).FirstDifference(TextFacts.Of(rewritten));
}
