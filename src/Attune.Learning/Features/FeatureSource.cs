namespace Attune.Learning.Features;

/// <summary>Where a feature comes from.</summary>
/// <param name="Hash">The feature.</param>
/// <param name="First">Number of the first token it is made of; -1 for a fact about the whole text.</param>
/// <param name="Count">Tokens it is made of.</param>
internal readonly record struct FeatureSource(uint Hash, int First, int Count);
