using Attune.Learning.Features;
using Attune.Learning.Linear;

namespace Attune.Learning.Emotions;

/// <summary>Reads the feeling in English text. Immutable; may be used by many threads.</summary>
public sealed class EmotionClassifier
{
    /// <summary>Below this probability of its best Ekman emotion a text does not say enough.</summary>
    public const float EnoughEvidence = 0.25f;

    private const string ShippedName = "Attune.Learning.Weights.emotion-en.weights";
    private const int FirstEkman = EmotionLabels.Count;
    private const int EkmanNeutral = EmotionLabels.Count + EmotionLabels.EkmanCount - 1;

    [ThreadStatic]
    private static TextFeatures? _features;

    private readonly LinearModel _model;

    /// <param name="model">A model whose outputs are those of <see cref="EmotionLabels.Names"/>.</param>
    /// <exception cref="InvalidDataException">It answers other questions.</exception>
    public EmotionClassifier(LinearModel model)
    {
        if (!model.Outputs.Select(output => output.Name).SequenceEqual(EmotionLabels.Names))
            throw new InvalidDataException("The model was not trained for the labels of GoEmotions.");
        _model = model;
    }

    /// <summary>What the weights were made from; name it wherever its figures are shown.</summary>
    public ModelOrigin Origin => _model.Origin;

    /// <summary>Loads the weights that ship with Attune.</summary>
    /// <exception cref="InvalidDataException">The program was put together wrongly.</exception>
    public static EmotionClassifier LoadShipped()
    {
        using var stream = typeof(EmotionClassifier).Assembly.GetManifestResourceStream(ShippedName)
            ?? throw new InvalidDataException($"The program holds no {ShippedName}.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new EmotionClassifier(ModelFile.Read(bytes));
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">Any text; beyond <see cref="TextFeatures.MaxLength"/> it is not read.</param>
    public EmotionReading Read(ReadOnlySpan<char> text)
    {
        var features = _features ??= new TextFeatures();
        features.Read(text);
        Span<float> scores = stackalloc float[EmotionLabels.OutputCount];
        _model.Score(features, scores);
        var probabilities = new float[scores.Length];
        var decided = 0ul;
        for (var i = 0; i < scores.Length; i++)
        {
            probabilities[i] = _model.Outputs[i].Scaling.Probability(scores[i]);
            if (probabilities[i] >= _model.Outputs[i].Threshold)
                decided |= 1ul << i;
        }

        return new EmotionReading(probabilities, decided, Shown(probabilities, decided));
    }

    /// <summary>The most probable Ekman emotion, when it passed its threshold and is worth showing.</summary>
    private static int Shown(float[] probabilities, ulong decided)
    {
        var best = FirstEkman;
        for (var i = FirstEkman + 1; i < EkmanNeutral; i++)
        {
            if (probabilities[i] > probabilities[best])
                best = i;
        }

        var isSure = probabilities[best] >= EnoughEvidence && ((decided >> best) & 1) != 0;
        return isSure ? best : -1;
    }
}
