using System.Globalization;
using Attune.Learning.Calibration;
using Attune.Learning.Features;
using Attune.Learning.Linear;
using Attune.Learning.Networks;
using Attune.Learning.Statistics;

namespace Attune.Learning.Emotions;

/// <summary>
/// Trains the linear model and the networks, and joins them: for each output a blend and a threshold, fitted on scores of
/// models that did not learn from the text they score. No text outside the training file is looked at.
/// </summary>
/// <param name="texts">The texts to learn from, at least five.</param>
/// <param name="attribution">Authors and licence of the texts.</param>
/// <param name="options">How the linear model is trained.</param>
/// <param name="networkOptions">How each network is trained; the seed is counted up from one to the next.</param>
public sealed class EmotionEnsembleTraining(
    LabelledTexts texts, string attribution, EmotionTrainingOptions? options = null,
    NetworkTrainingOptions? networkOptions = null)
{
    private readonly NetworkTrainingOptions _options = networkOptions ?? new NetworkTrainingOptions();
    private readonly TrainingFolds _folds = new(texts.Texts.Count);

    /// <summary>Networks whose scores are averaged, from 1 to <see cref="EmotionNetwork.MaxNetworks"/>.</summary>
    public int Networks { get; init; } = 2;

    /// <summary>Models trained at once, from 1; never more than there are processors. The result is the same.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Trains both; the same texts, options and instruction set give the same bytes.</summary>
    /// <param name="progress">Told in words what has been done; one call at a time.</param>
    /// <param name="cancellation">Ends it soon.</param>
    public (LinearModel Linear, EmotionNetwork Network) Train(Action<string> progress, CancellationToken cancellation)
    {
        var linearTraining = new EmotionTraining(texts, attribution, options);
        var linear = linearTraining.Train(progress, cancellation, Threads);
        var table = WordTable.Of(texts.Texts, _options.MinTexts);
        var words = WordsOf(table);
        float[][] unseen = [.. EmotionLabels.Names.Select(_ => new float[words.Length])];
        var networks = TrainNetworks(words, table.Count, unseen, progress, cancellation);
        var blends = new ScoreBlend[EmotionLabels.OutputCount];
        var thresholds = new float[blends.Length];
        var decided = new ulong[words.Length];
        for (var output = 0; output < blends.Length; output++)
        {
            var (first, second) = (linearTraining.UnseenScores[output], unseen[output]);
            bool[] answers = [.. texts.Labels.Select(set => ((set >> output) & 1) != 0)];
            var blend = blends[output] = ScoreBlend.Fit(first, second, answers);
            float[] probabilities = [.. first.Zip(second, blend.Probability)];
            thresholds[output] = DecisionThreshold.ForBestF1(probabilities, answers);
            for (var text = 0; text < words.Length; text++)
                decided[text] |= probabilities[text] >= thresholds[output] ? 1ul << output : 0;
        }

        progress($"both together on the five folds: {FiguresOf(decided)}");
        var origin = new ModelOrigin(texts.Name, texts.Sha256, words.Length, attribution);
        return (linear, new EmotionNetwork(origin, table, networks, blends, thresholds));
    }

    private int[][] WordsOf(WordTable table)
    {
        var features = new TextFeatures();
        return [.. texts.Texts.Select(text =>
        {
            features.Read(text);
            return table.NumbersOf(features, EmotionNetwork.MaxWords);
        })];
    }

    private NetworkWeights[] TrainNetworks(
        int[][] words, int known, float[][] unseen, Action<string> progress, CancellationToken cancellation)
    {
        var told = new Lock();
        var whole = new NetworkWeights[Networks];
        Parallel.For(0, TrainingFolds.Count + 1, TrainingThreads.Options(Threads, cancellation), fold =>
        {
            var chosen = fold == TrainingFolds.Count ? _folds.All : _folds.Learned(fold);
            var scratch = new NetworkScratch();
            for (var i = 0; i < Networks; i++)
            {
                var seeded = _options with { Seed = _options.Seed + (ulong)i };
                var network = new NetworkTrainer(words, texts.Labels, known, EmotionLabels.OutputCount, seeded)
                    .Train(chosen, cancellation);
                if (fold == TrainingFolds.Count)
                    whole[i] = network;
                else
                    AddScores(network, scratch, words, _folds.Unseen(fold), unseen);
            }

            lock (told)
                progress(fold == TrainingFolds.Count ? "networks: trained on all texts" : $"networks: scored fold {fold + 1}");
        });
        return whole;
    }

    private void AddScores(NetworkWeights network, NetworkScratch scratch, int[][] words, int[] chosen, float[][] scores)
    {
        foreach (var text in chosen)
        {
            var row = scratch.Score(network, words[text]);
            for (var output = 0; output < row.Length; output++)
                scores[output][text] += row[output] / Networks;
        }
    }

    private string FiguresOf(ulong[] decided)
    {
        ulong[] gold = [.. texts.Labels];
        var all = _folds.All;
        var labels = MacroF1.Of(decided, gold, all, 0, EmotionLabels.Count);
        var ekman = MacroF1.Of(decided, gold, all, EmotionLabels.Count, EmotionLabels.EkmanCount);
        var sentiment = MacroF1.Of(
            decided, gold, all, EmotionLabels.Count + EmotionLabels.EkmanCount, EmotionLabels.SentimentCount);
        return string.Create(CultureInfo.InvariantCulture,
            $"28 labels {labels:F4}, Ekman {ekman:F4}, sentiment {sentiment:F4}");
    }
}
