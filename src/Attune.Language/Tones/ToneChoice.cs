namespace Attune.Language.Tones;

/// <summary>A tone and why it was chosen.</summary>
/// <param name="Tone">The tone to speak in.</param>
/// <param name="Confidence">
/// Calibrated probability, 0 to 1, when a description was read; also with a fallback, where it says how unsure the reading was.
/// Null when no description was read: a choice of the visitor needs no probability.
/// </param>
/// <param name="Source">What decided.</param>
/// <param name="Evidence">The words that spoke for the tone, strongest first; empty unless the description was read.</param>
public sealed record ToneChoice(Tone Tone, double? Confidence, ToneSource Source, IReadOnlyList<ToneEvidence> Evidence);
