using Attune.Learning.Emotions;
using Attune.Learning.Features;
using Attune.Learning.Linear;

namespace Attune.Learning.Affect;

/// <summary>
/// Reads valence, arousal and dominance in English text by a linear model over its words and over what the emotion model
/// says. Its weights are an asset of their own (CC BY-SA 4.0). Immutable; may be used by many threads.
/// </summary>
public sealed class AffectModel
{
    private const string ShippedName = "Attune.Learning.Weights.vad-en.safetensors";

    [ThreadStatic]
    private static TextFeatures? _features;

    internal AffectModel(LinearModel words, AffectFeatures emotions, float[] weights, float[] anchorSlopes, float[] anchorOffsets)
    {
        if (words.Outputs.Count != AffectPoint.Dimensions || weights.Length != AffectPoint.Dimensions * emotions.Count
            || anchorSlopes.Length != AffectPoint.Dimensions || anchorOffsets.Length != AffectPoint.Dimensions)
            throw new InvalidDataException("The model does not answer for valence, arousal and dominance.");
        (Words, Emotions, Weights, AnchorSlopes, AnchorOffsets) = (words, emotions, weights, anchorSlopes, anchorOffsets);
    }

    /// <summary>What the weights were made from; name it wherever its figures are shown.</summary>
    public ModelOrigin Origin => Words.Origin;

    internal LinearModel Words { get; }

    internal AffectFeatures Emotions { get; }

    /// <summary>A row of weights per dimension.</summary>
    internal float[] Weights { get; }

    internal float[] AnchorSlopes { get; }

    internal float[] AnchorOffsets { get; }

    /// <summary>Loads the weights that ship with Attune.</summary>
    /// <exception cref="InvalidDataException">The program was put together wrongly.</exception>
    public static AffectModel LoadShipped() => AffectModelFile.Read(ShippedFile.Read(ShippedName));

    /// <summary>Reads a text.</summary>
    /// <param name="text">Any English text; beyond <see cref="TextFeatures.MaxLength"/> it is not read.</param>
    /// <param name="description">What <see cref="EmotionClassifier.Describe"/> of the model learned with says about it.</param>
    /// <exception cref="ArgumentException">The description is that of another emotion model.</exception>
    /// <returns>On EmoBank's scale, brought to -1 to 1; ordinary texts lie within a third of the middle.</returns>
    public AffectPoint Read(ReadOnlySpan<char> text, ReadOnlySpan<float> description)
    {
        if (description.Length != Emotions.Count)
            throw new ArgumentException("The description is that of another emotion model.", nameof(description));
        var features = _features ??= new TextFeatures();
        features.Read(text);
        Span<float> scores = stackalloc float[AffectPoint.Dimensions];
        Words.Score(features, scores);
        var emotions = Emotions.Of(description);
        Span<double> values = stackalloc double[AffectPoint.Dimensions];
        for (var dimension = 0; dimension < values.Length; dimension++)
        {
            values[dimension] = scores[dimension];
            for (var i = 0; i < emotions.Length; i++)
                values[dimension] += emotions[i] * Weights[(dimension * emotions.Length) + i];
        }

        return AffectPoint.Of(values);
    }

    /// <summary>
    /// Brings the mean of the labels' anchor points to the scale of <see cref="Read"/>: a second opinion on English, and the
    /// only reading of Chinese.
    /// </summary>
    /// <param name="probabilities">Of the labels.</param>
    public AffectPoint ByLabels(IReadOnlyList<float> probabilities)
    {
        var mean = AffectAnchors.Mean(probabilities);
        Span<double> values = stackalloc double[AffectPoint.Dimensions];
        for (var dimension = 0; dimension < values.Length; dimension++)
            values[dimension] = (AnchorSlopes[dimension] * mean[dimension]) + AnchorOffsets[dimension];
        return AffectPoint.Of(values);
    }
}
