using Attune.Learning.Vectors;

namespace Attune.Learning.Linear;

/// <summary>Trained weights: a row of outputs for each column, the last row added to every example.</summary>
/// <param name="Values">The rows, one after the other.</param>
/// <param name="Stride">Length of a row, padded to a multiple of <see cref="VectorMath.Lanes"/>.</param>
/// <param name="Outputs">Used numbers of a row.</param>
internal sealed record LinearWeights(float[] Values, int Stride, int Outputs)
{
    public int Columns => (Values.Length / Stride) - 1;

    public ReadOnlySpan<float> Bias => Row(Columns);

    public ReadOnlySpan<float> Row(int column) => Values.AsSpan(column * Stride, Stride);

    /// <summary>Scores of an example as log-odds.</summary>
    /// <param name="columns">Its features.</param>
    /// <param name="values">Their values.</param>
    /// <param name="scores">Receives <see cref="Stride"/> numbers.</param>
    public void Score(ReadOnlySpan<int> columns, ReadOnlySpan<float> values, Span<float> scores)
    {
        Bias.CopyTo(scores);
        for (var i = 0; i < columns.Length; i++)
            VectorMath.AddScaled(values[i], Row(columns[i]), scores);
    }
}
