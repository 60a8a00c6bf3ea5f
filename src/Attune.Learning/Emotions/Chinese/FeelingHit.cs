namespace Attune.Learning.Emotions.Chinese;

/// <summary>A word of feeling that was found.</summary>
/// <param name="Label">What it says.</param>
/// <param name="Strength">How clearly, after negation and degree.</param>
/// <param name="Start">First UTF-16 unit in the text.</param>
/// <param name="Length">UTF-16 units.</param>
/// <param name="Sentence">Number of its sentence.</param>
internal record struct FeelingHit(int Label, float Strength, int Start, int Length, int Sentence);
