namespace Attune.Language.Tones.Descriptions;

/// <summary>What a description says about the tone.</summary>
/// <param name="Tone">The likeliest tone.</param>
/// <param name="Confidence">Its calibrated probability, 0 to 1.</param>
/// <param name="Evidence">What spoke for or against it, strongest first.</param>
internal sealed record DescriptionReading(Tone Tone, double Confidence, IReadOnlyList<ToneEvidence> Evidence);
