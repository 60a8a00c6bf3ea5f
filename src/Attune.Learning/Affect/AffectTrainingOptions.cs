namespace Attune.Learning.Affect;

/// <summary>
/// How valence, arousal and dominance are learned. The defaults were chosen by cross-validation on the training split.
/// </summary>
public sealed record AffectTrainingOptions
{
    /// <summary>Pull of the weights of valence, arousal and dominance towards 0, each above 0.</summary>
    public IReadOnlyList<double> Penalties { get; init; } = [0.5, 2, 3];

    /// <summary>Weight of what the emotion model says, beside that of the words; above 0.</summary>
    public float EmotionScale { get; init; } = 0.02f;

    /// <summary>Features of fewer texts are not learned.</summary>
    public int MinTexts { get; init; } = 2;

    /// <summary>Features kept in the model; each takes about 11 bytes.</summary>
    public int Features { get; init; } = 60_000;
}
