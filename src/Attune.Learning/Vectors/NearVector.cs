namespace Attune.Learning.Vectors;

/// <summary>A vector that is near another.</summary>
/// <param name="Key">What it belongs to.</param>
/// <param name="Row">Which of the vectors of that, from 0.</param>
/// <param name="Similarity">Cosine of the angle between the two, -1 to 1; 1 for the same direction.</param>
public readonly record struct NearVector(string Key, int Row, float Similarity);
