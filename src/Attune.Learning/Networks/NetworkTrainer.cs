using Attune.Learning.Linear;
using Attune.Learning.Statistics;
using Attune.Learning.Tensors;

namespace Attune.Learning.Networks;

/// <summary>
/// Trains a network to answer yes or no to several questions about a text. The same texts, options and instruction set give
/// the same weights, bit for bit. Not thread-safe; it may be used again.
/// </summary>
/// <param name="texts">The words of each text.</param>
/// <param name="labels">For each text a bit for each output that should say yes.</param>
/// <param name="words">Known words, the gap and the unknown one among them.</param>
/// <param name="outputs">Questions.</param>
/// <param name="options">How.</param>
internal sealed class NetworkTrainer(
    IReadOnlyList<int[]> texts, IReadOnlyList<ulong> labels, int words, int outputs, NetworkTrainingOptions options)
{
    private readonly NetworkPass _pass = new(new MatrixProduct());
    private readonly TextBatch _batch = new();
    private readonly HashSet<int> _used = [];
    private readonly float[] _errors = new float[options.Batch * outputs];
    private float[] _kept = [];

    /// <summary>Trains from freshly drawn weights; those of the result are rounded as a file will hold them.</summary>
    /// <param name="chosen">Numbers of the texts to learn from, at least one.</param>
    /// <param name="cancellation">Ends it between two batches.</param>
    public NetworkWeights Train(ReadOnlySpan<int> chosen, CancellationToken cancellation)
    {
        var random = new SplitMix64(options.Seed);
        var shape = new NetworkShape(words, options.Width, options.Units, outputs);
        var weights = NetworkWeights.Draw(shape, random);
        var (gradients, adam) = (new NetworkWeights(shape), new Adam(shape));
        var importance = LabelWeights(chosen);
        var order = chosen.ToArray();
        var batches = (order.Length + options.Batch - 1) / options.Batch;
        for (var epoch = 0; epoch < options.Epochs; epoch++)
        {
            random.Shuffle(order);
            for (var batch = 0; batch < batches; batch++)
            {
                cancellation.ThrowIfCancellationRequested();
                var first = batch * options.Batch;
                var members = order.AsSpan(first, Math.Min(options.Batch, order.Length - first));
                Learn(weights, gradients, members, importance, random);
                var done = ((epoch * batches) + batch) / (float)(options.Epochs * batches);
                adam.Step(weights, gradients, _used, options.Rate * (1 - done));
            }
        }

        weights.RoundToHalves();
        return weights;
    }

    private void Learn(
        NetworkWeights weights, NetworkWeights gradients, ReadOnlySpan<int> members, float[] importance, SplitMix64 random)
    {
        _batch.Clear();
        foreach (var text in members)
            _batch.Add(Shortened(texts[text], random));
        _used.Clear();
        foreach (var word in _batch.Words)
        {
            if (word != NetworkShape.Gap)
                _used.Add(word);
        }

        _pass.Read(weights, _batch);
        var pooled = _pass.Pooled(weights.Shape, members.Length);
        LeaveOut(pooled, random);
        var scores = _pass.Score(weights, members.Length);
        for (var i = 0; i < members.Length; i++)
        {
            for (var output = 0; output < outputs; output++)
            {
                var isWanted = ((labels[members[i]] >> output) & 1) != 0;
                var error = Logistic.Of(scores[(i * outputs) + output]) - (isWanted ? 1 : 0);
                _errors[(i * outputs) + output] = error * (isWanted ? importance[output] : 1) / members.Length;
            }
        }

        var back = _pass.BackToPooled(weights, _errors, members.Length, gradients);
        for (var i = 0; i < back.Length; i++)
            back[i] *= _kept[i];
        _pass.BackToWords(weights, _batch, gradients);
    }

    /// <summary>The words of a text, some of them made unknown.</summary>
    private int[] Shortened(int[] text, SplitMix64 random)
    {
        var shown = new int[text.Length];
        for (var i = 0; i < text.Length; i++)
            shown[i] = random.NextFraction() < options.WordDropout ? NetworkShape.Unknown : text[i];
        return shown;
    }

    /// <summary>Leaves some numbers out and enlarges the others, so that their sum stays what it is on average.</summary>
    private void LeaveOut(Span<float> pooled, SplitMix64 random)
    {
        if (_kept.Length < pooled.Length)
            _kept = new float[pooled.Length];
        var enlarged = 1 / (1 - options.UnitDropout);
        for (var i = 0; i < pooled.Length; i++)
        {
            _kept[i] = random.NextFraction() < options.UnitDropout ? 0f : enlarged;
            pooled[i] *= _kept[i];
        }
    }

    private float[] LabelWeights(ReadOnlySpan<int> chosen)
    {
        var yes = new int[outputs];
        foreach (var text in chosen)
        {
            for (var set = labels[text]; set != 0; set &= set - 1)
                yes[int.CreateChecked(ulong.TrailingZeroCount(set))]++;
        }

        var count = chosen.Length;
        return Array.ConvertAll(yes, number =>
            Math.Clamp(MathF.Sqrt((count - number) / (float)Math.Max(number, 1)), 1f, options.MaxLabelWeight));
    }
}
