namespace Attune.Language.Tones;

/// <summary>Words of a description that spoke for or against a tone.</summary>
/// <param name="Span">Where they stand in the description.</param>
/// <param name="Tone">The tone they speak about.</param>
/// <param name="Weight">Log-odds: above 0 for the tone, below against it.</param>
/// <param name="Why">What kind of sign it is, such as <c>age</c> or <c>clothes</c>.</param>
public readonly record struct ToneEvidence(TextSpan Span, Tone Tone, double Weight, string Why);
