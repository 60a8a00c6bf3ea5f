namespace Attune.Learning.Linear;

/// <summary>How a linear model is trained.</summary>
/// <param name="Epochs">Passes over the examples, from 1.</param>
/// <param name="Rate">Step width of AdaGrad, above 0.</param>
/// <param name="Decay">Strength of the pull of weights towards 0 (L2), from 0.</param>
/// <param name="Seed">Fixes the order of the examples.</param>
internal sealed record TrainingSettings(int Epochs, float Rate, float Decay, ulong Seed);
