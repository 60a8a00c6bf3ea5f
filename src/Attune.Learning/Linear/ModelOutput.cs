using Attune.Learning.Calibration;

namespace Attune.Learning.Linear;

/// <summary>One question that a model answers.</summary>
/// <param name="Name">What it is about, at most 64 characters.</param>
/// <param name="Bias">Score of an empty text.</param>
/// <param name="Scaling">Turns its score into a probability.</param>
/// <param name="Threshold">From this probability on the answer is yes.</param>
public sealed record ModelOutput(string Name, float Bias, PlattScaling Scaling, float Threshold);
