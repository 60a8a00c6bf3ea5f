using Attune.Learning.Statistics;

namespace Attune.Learning.Networks;

/// <summary>The numbers of a network, row after row. Also holds gradients and averages, which have the same form.</summary>
/// <param name="shape">Its sizes.</param>
public sealed class NetworkWeights(NetworkShape shape)
{
    /// <summary>Its sizes.</summary>
    public NetworkShape Shape { get; } = shape;

    /// <summary>A row per word.</summary>
    public float[] Embedding { get; } = new float[shape.Words * shape.Width];

    /// <summary>A row per number of a window of three words, a column per unit.</summary>
    public float[] Convolution { get; } = new float[NetworkShape.Window * shape.Width * shape.Units];

    /// <summary>Added to each unit.</summary>
    public float[] UnitBias { get; } = new float[shape.Units];

    /// <summary>A row per unit for its sum, then a row per unit for its peak; a column per output.</summary>
    public float[] Head { get; } = new float[shape.Pooled * shape.Outputs];

    /// <summary>The score of each output for an empty text.</summary>
    public float[] OutputBias { get; } = new float[shape.Outputs];

    /// <summary>All but the embedding, which is updated where it was used.</summary>
    internal float[][] Dense => [Convolution, UnitBias, Head, OutputBias];

    /// <summary>Rounds the large parts to 16 bits each, so that a file can hold them in half the room.</summary>
    internal void RoundToHalves()
    {
        foreach (var values in (float[][])[Embedding, Convolution, Head])
        {
            for (var i = 0; i < values.Length; i++)
                values[i] = (float)(Half)values[i];
        }
    }

    /// <summary>Weights to start training from: uniform around 0, wider where fewer inputs meet.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="random">Gives the numbers.</param>
    internal static NetworkWeights Draw(NetworkShape shape, SplitMix64 random)
    {
        var weights = new NetworkWeights(shape);
        Fill(weights.Embedding.AsSpan(shape.Width), 0.1f, random);
        Fill(weights.Convolution, MathF.Sqrt(6f / (NetworkShape.Window * shape.Width)), random);
        Fill(weights.Head, MathF.Sqrt(3f / shape.Pooled), random);
        return weights;
    }

    private static void Fill(Span<float> values, float reach, SplitMix64 random)
    {
        for (var i = 0; i < values.Length; i++)
            values[i] = reach * ((2f * random.NextFraction()) - 1f);
    }
}
