using Attune.Learning.Emotions;

namespace Attune.Learning.Affect;

/// <summary>
/// A point of valence, arousal and dominance for each label, by our own judgement, in the order of the circumplex of feeling
/// (J. Russell, 1980). It places what is read by labels only, such as Chinese, and shows where two readings disagree.
/// </summary>
public static class AffectAnchors
{
    private static readonly (string Label, AffectPoint Point)[] Points =
    [
        ("admiration", new(0.6, 0.2, 0.1)), ("amusement", new(0.8, 0.4, 0.3)), ("anger", new(-0.7, 0.8, 0.3)),
        ("annoyance", new(-0.5, 0.5, 0.2)), ("approval", new(0.4, -0.1, 0.3)), ("caring", new(0.5, -0.1, 0.3)),
        ("confusion", new(-0.3, 0.3, -0.4)), ("curiosity", new(0.2, 0.4, 0.1)), ("desire", new(0.4, 0.5, 0.1)),
        ("disappointment", new(-0.6, -0.2, -0.4)), ("disapproval", new(-0.5, 0.3, 0.2)), ("disgust", new(-0.7, 0.4, 0.1)),
        ("embarrassment", new(-0.5, 0.4, -0.5)), ("excitement", new(0.7, 0.8, 0.4)), ("fear", new(-0.7, 0.7, -0.6)),
        ("gratitude", new(0.7, 0.1, -0.1)), ("grief", new(-0.8, -0.1, -0.6)), ("joy", new(0.8, 0.5, 0.4)),
        ("love", new(0.8, 0.4, 0.2)), ("nervousness", new(-0.4, 0.6, -0.5)), ("optimism", new(0.6, 0.2, 0.4)),
        ("pride", new(0.7, 0.4, 0.6)), ("realization", new(0.1, 0.2, 0.1)), ("relief", new(0.5, -0.4, 0.2)),
        ("remorse", new(-0.6, 0.1, -0.5)), ("sadness", new(-0.7, -0.3, -0.5)), ("surprise", new(0.1, 0.7, -0.1)),
        ("neutral", new(0, 0, 0)),
    ];

    private static readonly AffectPoint[] ByLabel = [.. EmotionLabels.Names.Take(EmotionLabels.Count)
        .Select(name => Points.Single(point => point.Label == name).Point)];

    /// <summary>The point of a label.</summary>
    /// <param name="label">From 0 to 27.</param>
    public static AffectPoint Of(int label) => ByLabel[label];

    /// <summary>The mean of the labels' points, each weighted by its probability.</summary>
    /// <param name="probabilities">Of the labels, at least 28.</param>
    public static AffectPoint Mean(IReadOnlyList<float> probabilities)
    {
        Span<double> sums = stackalloc double[AffectPoint.Dimensions];
        sums.Clear();
        var all = 0.0;
        for (var label = 0; label < ByLabel.Length; label++)
        {
            all += probabilities[label];
            for (var dimension = 0; dimension < sums.Length; dimension++)
                sums[dimension] += probabilities[label] * ByLabel[label][dimension];
        }

        for (var dimension = 0; dimension < sums.Length && all > 0; dimension++)
            sums[dimension] /= all;
        return AffectPoint.Of(sums);
    }
}
