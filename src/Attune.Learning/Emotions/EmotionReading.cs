namespace Attune.Learning.Emotions;

/// <summary>What a text says about the feelings of whoever wrote it. An estimate from words, not a fact about a person.</summary>
/// <param name="Probabilities">For each name of <see cref="EmotionLabels.Names"/> its calibrated probability.</param>
/// <param name="Decided">The names whose probability passed their threshold, a bit each.</param>
/// <param name="Shown">
/// Index of the Ekman group to show (never neutral), or -1 when there is not enough evidence.
/// </param>
public sealed record EmotionReading(IReadOnlyList<float> Probabilities, ulong Decided, int Shown);
