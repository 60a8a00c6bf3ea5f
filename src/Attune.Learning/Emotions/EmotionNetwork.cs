using Attune.Learning.Calibration;
using Attune.Learning.Features;
using Attune.Learning.Linear;
using Attune.Learning.Networks;

namespace Attune.Learning.Emotions;

/// <summary>
/// The networks that read emotions beside the linear model, and how the scores of both become one probability. Immutable;
/// may be used by many threads, each with its own <see cref="NetworkScratch"/>.
/// </summary>
public sealed class EmotionNetwork
{
    /// <summary>Words read of a text; the texts learned from have at most some thirty.</summary>
    public const int MaxWords = 400;

    /// <summary>More networks are refused.</summary>
    public const int MaxNetworks = 8;

    /// <param name="origin">What they were made from.</param>
    /// <param name="words">The words they know.</param>
    /// <param name="networks">1 to 8 networks of the same questions, whose scores are averaged.</param>
    /// <param name="blends">For each output how the linear score and this one make a probability.</param>
    /// <param name="thresholds">For each output from which probability on it says yes.</param>
    /// <exception cref="InvalidDataException">The parts do not fit one another or the labels of GoEmotions.</exception>
    internal EmotionNetwork(
        ModelOrigin origin, WordTable words, IReadOnlyList<NetworkWeights> networks, ScoreBlend[] blends, float[] thresholds)
    {
        if (networks.Count is 0 or > MaxNetworks || blends.Length != EmotionLabels.OutputCount
            || thresholds.Length != EmotionLabels.OutputCount
            || networks.Any(network => network.Shape.Outputs != EmotionLabels.OutputCount
                || network.Shape.Words != words.Count))
            throw new InvalidDataException("The networks do not fit the labels of GoEmotions and the words.");
        (Origin, Words, Networks, Blends, Thresholds) = (origin, words, networks, blends, thresholds);
    }

    /// <summary>What the networks were made from.</summary>
    public ModelOrigin Origin { get; }

    /// <summary>The words they know.</summary>
    public WordTable Words { get; }

    /// <summary>The networks.</summary>
    public IReadOnlyList<NetworkWeights> Networks { get; }

    /// <summary>For each output how the linear score and this one make a probability.</summary>
    public IReadOnlyList<ScoreBlend> Blends { get; }

    /// <summary>For each output from which probability on it says yes.</summary>
    public IReadOnlyList<float> Thresholds { get; }

    /// <summary>Scores a text: the mean over the networks.</summary>
    /// <param name="features">The text, already read.</param>
    /// <param name="scratch">Room to work in.</param>
    /// <param name="scores">Receives a score per output.</param>
    public void Score(TextFeatures features, NetworkScratch scratch, Span<float> scores)
    {
        scores[..EmotionLabels.OutputCount].Clear();
        var numbers = Words.NumbersOf(features, MaxWords);
        foreach (var network in Networks)
        {
            var one = scratch.Score(network, numbers);
            for (var i = 0; i < one.Length; i++)
                scores[i] += one[i] / Networks.Count;
        }
    }
}
