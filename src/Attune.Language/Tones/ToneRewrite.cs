namespace Attune.Language.Tones;

/// <summary>An answer as it is said.</summary>
/// <param name="Text">The rewritten text, or the draft itself when rewriting would have changed a fact.</param>
/// <param name="IsRewritten">False when the draft is shipped as it was.</param>
/// <param name="LostFact">The first fact that rewriting would have changed; null when it changed none.</param>
public sealed record ToneRewrite(string Text, bool IsRewritten, string? LostFact);
