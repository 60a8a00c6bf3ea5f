using System.Runtime.Intrinsics;
using Attune.Learning.Vectors;

namespace Attune.Learning.Networks;

/// <summary>
/// Steps down a gradient, with a width of its own for each weight (D. Kingma, J. Ba, "Adam: a method for stochastic
/// optimization", 2015). Rows of the embedding whose word was not read are left alone, averages and all.
/// </summary>
/// <param name="shape">The sizes of the network.</param>
internal sealed class Adam(NetworkShape shape)
{
    private const float Memory = 0.9f;
    private const float SquareMemory = 0.999f;
    private const float Floor = 1e-8f;

    private readonly NetworkWeights _means = new(shape);
    private readonly NetworkWeights _squares = new(shape);
    private int _steps;

    /// <summary>Takes a step and sets the gradients that were used to 0.</summary>
    /// <param name="weights">Changed.</param>
    /// <param name="gradients">Of the loss.</param>
    /// <param name="words">The words that were read, each once.</param>
    /// <param name="rate">The step width.</param>
    public void Step(NetworkWeights weights, NetworkWeights gradients, IReadOnlyCollection<int> words, float rate)
    {
        _steps++;
        var width = rate * MathF.Sqrt(1 - MathF.Pow(SquareMemory, _steps)) / (1 - MathF.Pow(Memory, _steps));
        var (all, by, means, squares) = (weights.Dense, gradients.Dense, _means.Dense, _squares.Dense);
        for (var i = 0; i < all.Length; i++)
            Step(all[i], by[i], means[i], squares[i], width);
        foreach (var word in words)
        {
            var row = new Range(word * shape.Width, (word + 1) * shape.Width);
            Step(weights.Embedding.AsSpan(row), gradients.Embedding.AsSpan(row), _means.Embedding.AsSpan(row),
                _squares.Embedding.AsSpan(row), width);
        }
    }

    private static void Step(
        Span<float> weights, Span<float> gradients, Span<float> means, Span<float> squares, float width)
    {
        var whole = weights.Length - (weights.Length % VectorMath.Lanes);
        var (widths, floors) = (Vector256.Create(width), Vector256.Create(Floor));
        for (var i = 0; i < whole; i += VectorMath.Lanes)
        {
            var gradient = VectorMath.Load(gradients, i);
            var mean = (VectorMath.Load(means, i) * Memory) + (gradient * (1 - Memory));
            var square = (VectorMath.Load(squares, i) * SquareMemory) + (gradient * gradient * (1 - SquareMemory));
            VectorMath.Store(mean, means, i);
            VectorMath.Store(square, squares, i);
            VectorMath.Store(VectorMath.Load(weights, i) - (widths * mean / (Vector256.Sqrt(square) + floors)), weights, i);
        }

        for (var i = whole; i < weights.Length; i++)
        {
            means[i] = (means[i] * Memory) + (gradients[i] * (1 - Memory));
            squares[i] = (squares[i] * SquareMemory) + (gradients[i] * gradients[i] * (1 - SquareMemory));
            weights[i] -= width * means[i] / (MathF.Sqrt(squares[i]) + Floor);
        }

        gradients.Clear();
    }
}
