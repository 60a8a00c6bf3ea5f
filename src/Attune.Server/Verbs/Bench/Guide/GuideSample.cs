namespace Attune.Server.Verbs.Bench.Guide;

/// <summary>One visitor's answer as the client saw it.</summary>
/// <param name="IsWhole">True when it came with status 200, ended with its flag and told of no error.</param>
/// <param name="FirstMs">Until its first words, in milliseconds.</param>
/// <param name="TotalMs">Until its end, in milliseconds.</param>
/// <param name="DescriptionMs">How long the description took, as the server tells.</param>
/// <param name="DraftMs">How long the draft took, as the server tells.</param>
/// <param name="Why">Where the description came from, or why there was none.</param>
internal sealed record GuideSample(
    bool IsWhole, double FirstMs, double TotalMs, double DescriptionMs, double DraftMs, string Why)
{
    /// <summary>What the whole answer took above the slower of its two parts, the network included, in milliseconds.</summary>
    public double OverheadMs => Math.Max(0, TotalMs - Math.Max(DescriptionMs, DraftMs));
}
