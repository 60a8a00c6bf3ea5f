using Attune.Learning.Features;
using Attune.Learning.Vectors;

namespace Attune.Learning.Linear;

/// <summary>
/// A trained model, small enough to ship: for each feature that was kept a row of weights of 8 bits with a scale.
/// Immutable; may be used by many threads, each with its own <see cref="TextFeatures"/>.
/// </summary>
public sealed class LinearModel
{
    /// <summary>The most outputs of a model: sets of answers are bits.</summary>
    public const int MaxOutputs = 64;

    private readonly int[] _slots;
    private readonly int _stride;
    private readonly sbyte[] _rows;
    private readonly float[] _bias;

    /// <param name="origin">What it was made from.</param>
    /// <param name="outputs">1 to 64 outputs.</param>
    /// <param name="hashes">Kept features in ascending order, each once.</param>
    /// <param name="scales">For each the worth of one step of its weights.</param>
    /// <param name="weights">For each a weight per output.</param>
    /// <exception cref="ArgumentException">The sizes do not fit one another, or the features are out of order.</exception>
    public LinearModel(
        ModelOrigin origin, IReadOnlyList<ModelOutput> outputs, uint[] hashes, float[] scales, ReadOnlySpan<sbyte> weights)
    {
        if (outputs.Count is 0 or > MaxOutputs)
            throw new ArgumentException($"A model has 1 to {MaxOutputs} outputs, not {outputs.Count}.", nameof(outputs));
        if (scales.Length != hashes.Length || weights.Length != hashes.Length * outputs.Count)
            throw new ArgumentException("There is not one scale and one weight per output for each feature.", nameof(weights));
        (Origin, Outputs, Hashes, Scales) = (origin, outputs, hashes, scales);
        _stride = (outputs.Count + VectorMath.Lanes - 1) / VectorMath.Lanes * VectorMath.Lanes;
        _bias = new float[_stride];
        for (var i = 0; i < outputs.Count; i++)
            _bias[i] = outputs[i].Bias;
        _rows = new sbyte[hashes.Length * _stride];
        for (var row = 0; row < hashes.Length; row++)
            weights.Slice(row * outputs.Count, outputs.Count).CopyTo(_rows.AsSpan(row * _stride));
        _slots = PlaceInSlots(hashes);
    }

    /// <summary>What it was made from.</summary>
    public ModelOrigin Origin { get; }

    /// <summary>Its questions in order.</summary>
    public IReadOnlyList<ModelOutput> Outputs { get; }

    /// <summary>Features kept.</summary>
    public int Features => Hashes.Length;

    internal uint[] Hashes { get; }

    internal float[] Scales { get; }

    /// <summary>Scores a text.</summary>
    /// <param name="features">The text, already read.</param>
    /// <param name="scores">Receives a score per output.</param>
    /// <exception cref="ArgumentException"><paramref name="scores"/> is too short.</exception>
    public void Score(TextFeatures features, Span<float> scores)
    {
        Span<float> sums = stackalloc float[MaxOutputs];
        sums = sums[.._stride];
        _bias.CopyTo(sums);
        Add(features.Tokens, FeatureScale.Tokens(features), sums);
        Add(features.Characters, FeatureScale.Characters(features), sums);
        sums[..Outputs.Count].CopyTo(scores);
    }

    /// <summary>The same weights with other names, scalings or thresholds.</summary>
    internal LinearModel WithOutputs(IReadOnlyList<ModelOutput> outputs)
    {
        var weights = new sbyte[Features * Outputs.Count];
        for (var row = 0; row < Features; row++)
            Row(row).CopyTo(weights.AsSpan(row * Outputs.Count));
        return new LinearModel(Origin, outputs, Hashes, Scales, weights);
    }

    /// <summary>Weight of a feature for an output; 0 when the model does not have the feature.</summary>
    internal float WeightOf(uint hash, int output) =>
        RowOf(hash) is >= 0 and var row ? Scales[row] * Row(row)[output] : 0f;

    internal ReadOnlySpan<sbyte> Row(int row) => _rows.AsSpan(row * _stride, Outputs.Count);

    private void Add(ReadOnlySpan<uint> hashes, float value, Span<float> sums)
    {
        foreach (var hash in hashes)
        {
            if (RowOf(hash) is >= 0 and var row)
                VectorMath.AddScaled(value * Scales[row], _rows.AsSpan(row * _stride, _stride), sums);
        }
    }

    /// <returns>-1 when the feature was not kept.</returns>
    private int RowOf(uint hash)
    {
        for (var slot = hash & (uint)(_slots.Length - 1); _slots[slot] != 0; slot = (slot + 1) & (uint)(_slots.Length - 1))
        {
            if (Hashes[_slots[slot] - 1] == hash)
                return _slots[slot] - 1;
        }

        return -1;
    }

    /// <summary>Open addressing, at most half full; a slot holds a row's number plus one.</summary>
    private static int[] PlaceInSlots(uint[] hashes)
    {
        var slots = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(hashes.Length * 2, 8))];
        for (var row = 0; row < hashes.Length; row++)
        {
            if (row > 0 && hashes[row] <= hashes[row - 1])
                throw new ArgumentException("The features are not in ascending order.", nameof(hashes));
            var slot = hashes[row] & (uint)(slots.Length - 1);
            while (slots[slot] != 0)
                slot = (slot + 1) & (uint)(slots.Length - 1);
            slots[slot] = row + 1;
        }

        return slots;
    }
}
