namespace Attune.Learning.Emotions;

/// <summary>How an emotion model is trained. The defaults were chosen by cross-validation on the training split.</summary>
public sealed record EmotionTrainingOptions
{
    /// <summary>Passes over the texts, from 1.</summary>
    public int Epochs { get; init; } = 8;

    /// <summary>Step width of AdaGrad, above 0.</summary>
    public float Rate { get; init; } = 0.1f;

    /// <summary>Pull of the weights towards 0 at each use of a feature, from 0.</summary>
    public float Decay { get; init; } = 0.006f;

    /// <summary>Features of fewer texts are not learned.</summary>
    public int MinTexts { get; init; } = 3;

    /// <summary>Features kept in the model; each takes about 46 bytes.</summary>
    public int Features { get; init; } = 60_000;

    /// <summary>Fixes the order in which texts are learned.</summary>
    public ulong Seed { get; init; } = 1;
}
