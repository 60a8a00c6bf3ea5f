namespace Attune.Learning.Emotions.Chinese;

/// <summary>A phrase in two parts with something between them in the same sentence.</summary>
/// <param name="First">The part that stands first.</param>
/// <param name="Second">The part that follows.</param>
/// <param name="Label">What it says.</param>
/// <param name="Strength">How clearly, from 0 to 1.</param>
internal readonly record struct GappedWord(string First, string Second, int Label, float Strength);
