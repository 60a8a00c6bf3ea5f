using System.Globalization;
using Attune.Learning.Emotions;
using Attune.Learning.Linear;
using Attune.Learning.Statistics;

namespace Attune.Learning.Affect;

/// <summary>
/// Learns valence, arousal and dominance by ridge regression over the words of a text and over what the emotion model says
/// about it. No text outside the training split is looked at.
/// </summary>
public sealed class AffectTraining
{
    private const float BiasScale = 10;

    private readonly AffectTexts _texts;
    private readonly AffectTrainingOptions _options;
    private readonly ModelOrigin _origin;
    private readonly Vocabulary _vocabulary;
    private readonly AffectFeatures _emotions;
    private readonly ExampleSet _examples;
    private readonly IReadOnlyList<AffectPoint> _anchors;

    /// <param name="texts">The texts to learn from, at least five.</param>
    /// <param name="attribution">Authors and licence of the texts.</param>
    /// <param name="emotions">The emotion model whose descriptions are learned from.</param>
    /// <param name="options">How.</param>
    public AffectTraining(
        AffectTexts texts, string attribution, EmotionClassifier emotions, AffectTrainingOptions? options = null)
    {
        (_texts, _options) = (texts, options ?? new AffectTrainingOptions());
        _origin = new ModelOrigin(texts.Name, texts.Sha256, texts.Texts.Count, attribution);
        _vocabulary = Vocabulary.Of(texts.Texts, _options.MinTexts);
        float[][] said = [.. texts.Texts.Select(text => emotions.Describe(text))];
        _emotions = AffectFeatures.Over(said);
        _examples = Join(_vocabulary.Examples(texts.Texts, new ulong[texts.Texts.Count]), said);
        _anchors = [.. said.Select(row => AffectAnchors.Mean(Array.ConvertAll(row[..EmotionLabels.Count], Logistic.Of)))];
    }

    private int FirstEmotion => _vocabulary.Hashes.Count;

    private int Bias => FirstEmotion + _emotions.Count;

    /// <summary>Trains; the same texts, options and emotion model give the same bytes.</summary>
    /// <param name="progress">Told in words what has been done.</param>
    /// <param name="cancellation">Ends it between two models.</param>
    public AffectModel Train(Action<string> progress, CancellationToken cancellation)
    {
        progress($"on the five folds: {FiguresOfFolds(cancellation)}");
        var folds = new TrainingFolds(_texts.Texts.Count);
        double[][] weights = [.. Enumerable.Range(0, AffectPoint.Dimensions).Select(dimension => Fit(folds.All, dimension))];
        cancellation.ThrowIfCancellationRequested();
        var emotionWeights = new float[AffectPoint.Dimensions * _emotions.Count];
        var bias = new float[AffectPoint.Dimensions];
        for (var dimension = 0; dimension < weights.Length; dimension++)
        {
            bias[dimension] = BiasScale * (float)weights[dimension][Bias];
            for (var i = 0; i < _emotions.Count; i++)
            {
                emotionWeights[(dimension * _emotions.Count) + i] =
                    _options.EmotionScale * (float)weights[dimension][FirstEmotion + i];
            }
        }

        var (slopes, offsets) = FitAnchors();
        return new AffectModel(Compress(weights, bias), _emotions, emotionWeights, slopes, offsets);
    }

    private string FiguresOfFolds(CancellationToken cancellation)
    {
        var folds = new TrainingFolds(_texts.Texts.Count);
        var figures = new List<string>();
        for (var dimension = 0; dimension < AffectPoint.Dimensions; dimension++)
        {
            var said = new double[_texts.Texts.Count];
            for (var fold = 0; fold < TrainingFolds.Count; fold++)
            {
                cancellation.ThrowIfCancellationRequested();
                var weights = Fit(folds.Learned(fold), dimension);
                foreach (var text in folds.Unseen(fold))
                    said[text] = RidgeRegression.At(_examples, text, weights);
            }

            figures.Add(Correlation.Of(said, Targets(dimension), folds.All).ToString("F4", CultureInfo.InvariantCulture));
        }

        return $"r of valence {figures[0]}, arousal {figures[1]}, dominance {figures[2]}";
    }

    private double[] Fit(int[] chosen, int dimension) =>
        RidgeRegression.Fit(_examples, chosen, Targets(dimension), Bias + 1, _options.Penalties[dimension]);

    private double[] Targets(int dimension) => [.. _texts.Ratings.Select(rating => rating[dimension])];

    /// <summary>Adds to each example what the emotion model says and a constant.</summary>
    private ExampleSet Join(ExampleSet words, float[][] said)
    {
        var starts = new int[words.Starts.Length];
        var columns = new List<int>();
        var values = new List<float>();
        for (var i = 0; i < words.Count; i++)
        {
            columns.AddRange(words.ColumnsOf(i));
            values.AddRange(words.ValuesOf(i));
            var emotions = _emotions.Of(said[i]);
            for (var j = 0; j < emotions.Length; j++)
            {
                columns.Add(FirstEmotion + j);
                values.Add(_options.EmotionScale * emotions[j]);
            }

            columns.Add(Bias);
            values.Add(BiasScale);
            starts[i + 1] = columns.Count;
        }

        return new ExampleSet(starts, [.. columns], [.. values], words.Labels);
    }

    /// <summary>The line that brings the labels' anchor points to the scale of the ratings.</summary>
    private (float[] Slopes, float[] Offsets) FitAnchors()
    {
        var (slopes, offsets) = (new float[AffectPoint.Dimensions], new float[AffectPoint.Dimensions]);
        for (var dimension = 0; dimension < AffectPoint.Dimensions; dimension++)
        {
            double[] anchors = [.. _anchors.Select(point => point[dimension])];
            var targets = Targets(dimension);
            var (meanOfAnchors, meanOfTargets) = (anchors.Average(), targets.Average());
            var spread = anchors.Sum(value => (value - meanOfAnchors) * (value - meanOfAnchors));
            var together = anchors.Zip(targets, (a, t) => (a - meanOfAnchors) * (t - meanOfTargets)).Sum();
            slopes[dimension] = spread > 0 ? (float)(together / spread) : 0;
            offsets[dimension] = (float)(meanOfTargets - (slopes[dimension] * meanOfAnchors));
        }

        return (slopes, offsets);
    }

    /// <summary>Keeps the words that matter most, rounded to 8 bits.</summary>
    private LinearModel Compress(double[][] weights, float[] bias)
    {
        var usage = new float[FirstEmotion];
        for (var i = 0; i < _examples.Columns.Length; i++)
        {
            if (_examples.Columns[i] < FirstEmotion)
                usage[_examples.Columns[i]] += _examples.Values[i] * _examples.Values[i];
        }

        var stride = Vectors.VectorMath.Lanes;
        var rows = new float[(FirstEmotion + 1) * stride];
        for (var dimension = 0; dimension < weights.Length; dimension++)
        {
            for (var column = 0; column < FirstEmotion; column++)
                rows[(column * stride) + dimension] = (float)weights[dimension][column];
            rows[(FirstEmotion * stride) + dimension] = bias[dimension];
        }

        var named = AffectModelFile.WordsOf(_origin, bias, [], [], []).Outputs;
        return ModelCompression.Compress(new LinearWeights(rows, stride, weights.Length), _vocabulary.Hashes, usage,
            _options.Features, _origin, named);
    }
}
