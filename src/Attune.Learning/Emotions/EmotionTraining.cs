using Attune.Learning.Calibration;
using Attune.Learning.Features;
using Attune.Learning.Linear;

namespace Attune.Learning.Emotions;

/// <summary>
/// Trains the linear emotion model. Scalings and thresholds are fitted on scores that come from five models, each trained
/// without the fifth of the texts that it scores; no text outside the training file is looked at.
/// </summary>
public sealed class EmotionTraining
{
    private readonly LabelledTexts _texts;
    private readonly EmotionTrainingOptions _options;
    private readonly ModelOrigin _origin;
    private readonly TrainingFolds _folds;
    private readonly Vocabulary _vocabulary;
    private readonly ExampleSet _examples;
    private readonly float[][] _scores;

    /// <param name="texts">The texts to learn from, at least five.</param>
    /// <param name="attribution">Authors and licence of the texts.</param>
    /// <param name="options">How; the defaults were chosen by cross-validation on GoEmotions' training split.</param>
    public EmotionTraining(LabelledTexts texts, string attribution, EmotionTrainingOptions? options = null)
    {
        _texts = texts;
        _options = options ?? new EmotionTrainingOptions();
        _folds = new TrainingFolds(texts.Texts.Count);
        _origin = new ModelOrigin(texts.Name, texts.Sha256, texts.Texts.Count, attribution);
        _vocabulary = Vocabulary.Of(texts.Texts, _options.MinTexts);
        _examples = _vocabulary.Examples(texts.Texts, [.. texts.Labels]);
        _scores = [.. EmotionLabels.Names.Select(_ => new float[texts.Texts.Count])];
    }

    /// <summary>For each output the score of each text from a model that did not learn from it; after training.</summary>
    internal float[][] UnseenScores => _scores;

    /// <summary>Trains; the same texts and options give the same model on one machine, whatever the number of threads.</summary>
    /// <param name="progress">Told in words what has been done; one call at a time.</param>
    /// <param name="cancellation">Ends it between two models.</param>
    /// <param name="threads">Models trained at once, from 1; never more than there are processors.</param>
    public LinearModel Train(Action<string> progress, CancellationToken cancellation, int threads = 1)
    {
        var told = new Lock();
        LinearModel? whole = null;
        ModelOutput[] uncalibrated =
            [.. EmotionLabels.Names.Select(name => new ModelOutput(name, 0, new PlattScaling(1, 0), 0.5f))];
        Parallel.For(0, TrainingFolds.Count + 1, TrainingThreads.Options(threads, cancellation), fold =>
        {
            cancellation.ThrowIfCancellationRequested();
            if (fold == TrainingFolds.Count)
                whole = TrainOn(_folds.All, uncalibrated);
            else
                ScoreUnseen(TrainOn(_folds.Learned(fold), uncalibrated), _folds.Unseen(fold));
            lock (told)
                progress(fold == TrainingFolds.Count ? "linear: trained on all texts" : $"linear: scored fold {fold + 1}");
        });
        var outputs = new ModelOutput[whole!.Outputs.Count];
        Parallel.For(0, outputs.Length, TrainingThreads.Options(threads, cancellation), output =>
            outputs[output] = Calibrate(whole.Outputs[output], output));
        var model = whole.WithOutputs(outputs);
        progress($"linear: {_examples.Count} texts, {model.Features} features kept of {_vocabulary.Hashes.Count}");
        return model;
    }

    private void ScoreUnseen(LinearModel model, int[] unseen)
    {
        var features = new TextFeatures();
        Span<float> row = stackalloc float[EmotionLabels.OutputCount];
        foreach (var text in unseen)
        {
            features.Read(_texts.Texts[text]);
            model.Score(features, row);
            for (var output = 0; output < row.Length; output++)
                _scores[output][text] = row[output];
        }
    }

    private ModelOutput Calibrate(ModelOutput uncalibrated, int output)
    {
        bool[] answers = [.. _texts.Labels.Select(set => ((set >> output) & 1) != 0)];
        var scaling = PlattScaling.Fit(_scores[output], answers);
        var probabilities = Array.ConvertAll(_scores[output], scaling.Probability);
        return uncalibrated with { Scaling = scaling, Threshold = DecisionThreshold.ForBestF1(probabilities, answers) };
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
