using System.Runtime.Intrinsics;
using Attune.Learning.Statistics;
using Attune.Learning.Vectors;

namespace Attune.Learning.Linear;

/// <summary>
/// Trains one logistic regression per output, all in one pass, by AdaGrad (J. Duchi, E. Hazan, Y. Singer, "Adaptive
/// subgradient methods", 2011). The same examples and settings give the same weights, bit for bit, on one machine.
/// </summary>
internal sealed class OneVsRestTrainer
{
    /// <summary>Keeps the first steps of a weight finite.</summary>
    private const float Floor = 1e-6f;

    private readonly ExampleSet _examples;
    private readonly TrainingSettings _settings;
    private readonly int _outputs;
    private readonly int _stride;
    private readonly float[] _weights;
    private readonly float[] _squares;
    private readonly float[] _scores;
    private readonly float[] _errors;

    public OneVsRestTrainer(ExampleSet examples, int columns, int outputs, TrainingSettings settings)
    {
        _examples = examples;
        _settings = settings;
        _outputs = outputs;
        _stride = (outputs + VectorMath.Lanes - 1) / VectorMath.Lanes * VectorMath.Lanes;
        _weights = new float[(columns + 1) * _stride];
        _squares = new float[_weights.Length];
        _scores = new float[_stride];
        _errors = new float[_stride];
    }

    /// <summary>Trains from nothing.</summary>
    /// <param name="chosen">Numbers of the examples to learn from.</param>
    public LinearWeights Train(ReadOnlySpan<int> chosen)
    {
        Array.Clear(_weights);
        Array.Fill(_squares, Floor);
        var order = chosen.ToArray();
        var random = new SplitMix64(_settings.Seed);
        for (var epoch = 0; epoch < _settings.Epochs; epoch++)
        {
            random.Shuffle(order);
            foreach (var example in order)
                Learn(example);
        }

        return new LinearWeights(_weights.ToArray(), _stride, _outputs);
    }

    private void Learn(int example)
    {
        var columns = _examples.ColumnsOf(example);
        var values = _examples.ValuesOf(example);
        Score(columns, values);
        for (var output = 0; output < _outputs; output++)
        {
            var wanted = (_examples.Labels[example] >> output) & 1;
            _errors[output] = Logistic.Of(_scores[output]) - wanted;
        }

        Step(Bias, 1f, 0f);
        for (var i = 0; i < columns.Length; i++)
            Step(columns[i], values[i], _settings.Decay);
    }

    private int Bias => (_weights.Length / _stride) - 1;

    private void Score(ReadOnlySpan<int> columns, ReadOnlySpan<float> values)
    {
        _weights.AsSpan(Bias * _stride, _stride).CopyTo(_scores);
        for (var i = 0; i < columns.Length; i++)
            VectorMath.AddScaled(values[i], _weights.AsSpan(columns[i] * _stride, _stride), _scores);
    }

    private void Step(int column, float value, float decay)
    {
        var weights = _weights.AsSpan(column * _stride, _stride);
        var squares = _squares.AsSpan(column * _stride, _stride);
        var rate = Vector256.Create(_settings.Rate);
        for (var i = 0; i < _stride; i += VectorMath.Lanes)
        {
            var weight = VectorMath.Load(weights, i);
            var gradient = (VectorMath.Load(_errors, i) * value) + (weight * decay);
            var square = VectorMath.Load(squares, i) + (gradient * gradient);
            VectorMath.Store(square, squares, i);
            VectorMath.Store(weight - (rate * gradient / Vector256.Sqrt(square)), weights, i);
        }
    }
}
