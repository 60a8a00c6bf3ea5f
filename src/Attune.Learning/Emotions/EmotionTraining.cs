using Attune.Learning.Calibration;
using Attune.Learning.Features;
using Attune.Learning.Linear;
using Attune.Learning.Statistics;

namespace Attune.Learning.Emotions;

/// <summary>
/// Trains the emotion model. Scalings and thresholds are fitted on scores that come from five models, each trained without
/// the fifth of the texts that it scores; no text outside the training file is looked at.
/// </summary>
public sealed class EmotionTraining
{
    private const int Folds = 5;
    private const ulong FoldSeed = 7;

    private readonly LabelledTexts _texts;
    private readonly EmotionTrainingOptions _options;
    private readonly ModelOrigin _origin;
    private readonly Vocabulary _vocabulary;
    private readonly ExampleSet _examples;
    private readonly TextFeatures _features = new();

    /// <param name="texts">The texts to learn from, at least five.</param>
    /// <param name="attribution">Authors and licence of the texts.</param>
    /// <param name="options">How; the defaults were chosen by cross-validation on GoEmotions' training split.</param>
    public EmotionTraining(LabelledTexts texts, string attribution, EmotionTrainingOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(texts.Texts.Count, Folds);
        _texts = texts;
        _options = options ?? new EmotionTrainingOptions();
        _origin = new ModelOrigin(texts.Name, texts.Sha256, texts.Texts.Count, attribution);
        _vocabulary = Vocabulary.Of(texts.Texts, _options.MinTexts);
        _examples = _vocabulary.Examples(texts.Texts, [.. texts.Labels]);
    }

    /// <summary>Trains; the same texts and options give the same model on one machine.</summary>
    /// <param name="progress">Told in words what has been done.</param>
    /// <param name="cancellation">Ends it between two models.</param>
    public LinearModel Train(Action<string> progress, CancellationToken cancellation)
    {
        var scores = ScoreUnseen(progress, cancellation);
        var outputs = new ModelOutput[EmotionLabels.OutputCount];
        for (var output = 0; output < outputs.Length; output++)
            outputs[output] = Calibrate(output, scores[output]);
        var model = TrainOn([.. Enumerable.Range(0, _examples.Count)], outputs);
        progress($"trained on all {_examples.Count} texts: {model.Features} features kept of {_vocabulary.Hashes.Count}");
        return model;
    }

    /// <returns>For each output the score of each text from a model that did not learn from it.</returns>
    private float[][] ScoreUnseen(Action<string> progress, CancellationToken cancellation)
    {
        var order = Enumerable.Range(0, _examples.Count).ToArray();
        new SplitMix64(FoldSeed).Shuffle(order);
        ModelOutput[] uncalibrated =
            [.. EmotionLabels.Names.Select(name => new ModelOutput(name, 0, new PlattScaling(1, 0), 0.5f))];
        var scores = Array.ConvertAll(uncalibrated, _ => new float[order.Length]);
        Span<float> row = stackalloc float[EmotionLabels.OutputCount];
        for (var fold = 0; fold < Folds; fold++)
        {
            cancellation.ThrowIfCancellationRequested();
            var model = TrainOn([.. order.Where((_, place) => place % Folds != fold)], uncalibrated);
            for (var place = fold; place < order.Length; place += Folds)
            {
                _features.Read(_texts.Texts[order[place]]);
                model.Score(_features, row);
                for (var output = 0; output < row.Length; output++)
                    scores[output][order[place]] = row[output];
            }

            progress($"scored fold {fold + 1} of {Folds}");
        }

        return scores;
    }

    private ModelOutput Calibrate(int output, float[] scores)
    {
        bool[] answers = [.. _texts.Labels.Select(set => ((set >> output) & 1) != 0)];
        var scaling = PlattScaling.Fit(scores, answers);
        var probabilities = Array.ConvertAll(scores, scaling.Probability);
        return new ModelOutput(EmotionLabels.Names[output], 0, scaling, DecisionThreshold.ForBestF1(probabilities, answers));
    }

    private LinearModel TrainOn(int[] chosen, ModelOutput[] outputs)
    {
        var settings = new TrainingSettings(_options.Epochs, _options.Rate, _options.Decay, _options.Seed);
        var trainer = new OneVsRestTrainer(_examples, _vocabulary.Hashes.Count, outputs.Length, settings);
        var weights = trainer.Train(chosen);
        var usage = new float[_vocabulary.Hashes.Count];
        foreach (var example in chosen)
        {
            var values = _examples.ValuesOf(example);
            var columns = _examples.ColumnsOf(example);
            for (var i = 0; i < columns.Length; i++)
                usage[columns[i]] += values[i] * values[i];
        }

        return ModelCompression.Compress(weights, _vocabulary.Hashes, usage, _options.Features, _origin, outputs);
    }
}
