namespace Attune.Language.Tones.Facts;

/// <summary>Tells whether a rewritten text says the same facts as its draft.</summary>
public static class FactCheck
{
    /// <summary>The first fact that was lost or doubled, or else the first that was made up; null if none was.</summary>
    public static string? FirstDifference(string draft, string rewritten) =>
        TextFacts.Of(draft).FirstDifference(TextFacts.Of(rewritten));
}
