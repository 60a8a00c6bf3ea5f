namespace Attune.Language.Phrases;

/// <summary>A place where a pattern of a grammar matches.</summary>
/// <param name="Label">The label that the pattern stands under.</param>
/// <param name="Span">From its first word to its last, never empty.</param>
/// <param name="First">Index of its first token.</param>
/// <param name="Last">Index of its last token.</param>
public readonly record struct PhraseMatch(string Label, TextSpan Span, int First, int Last);
