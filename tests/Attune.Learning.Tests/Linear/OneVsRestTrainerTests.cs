using Attune.Learning.Linear;

namespace Attune.Learning.Tests.Linear;

public sealed class OneVsRestTrainerTests
{
    private const int Columns = 3;
    private const int Outputs = 2;

    /// <summary>Feature 0 means output 0, feature 1 means output 1, feature 2 means nothing.</summary>
    private static readonly ExampleSet Examples = new(
        [0, 2, 4, 5, 7], [0, 2, 1, 2, 0, 1, 2], [1f, 0.5f, 0.8f, 0.5f, 0.7f, 1f, 0.2f], [0b01, 0b10, 0b01, 0b10]);

    [Fact]
    public void The_first_step_is_the_one_computed_by_hand()
    {
        var weights = Train(epochs: 1, decay: 0, chosen: [0]);

        // Every score starts at 0, so every probability at 0.5 and every error at -0.5 (yes) or 0.5 (no).
        var step = 0.1 * 0.5 / Math.Sqrt(0.25 + 1e-6);
        Assert.Equal(step, weights.Bias[0], 6);
        Assert.Equal(-step, weights.Bias[1], 6);
        Assert.Equal(0.1 * 0.25 / Math.Sqrt(0.0625 + 1e-6), weights.Row(2)[0], 6);
        Assert.Equal(0f, weights.Row(1)[0]);
    }

    [Fact]
    public void Its_gradient_is_the_slope_of_the_loss()
    {
        // The loss of one example with score w * x is -ln p for yes; the trainer's error times x has to be its slope.
        const double X = 0.7;
        const double Epsilon = 1e-4;
        for (var w = -3.0; w <= 3; w += 0.5)
        {
            var numeric = (LossOfYes((w + Epsilon) * X) - LossOfYes((w - Epsilon) * X)) / (2 * Epsilon);
            Assert.Equal(numeric, (Logistic.Of((float)(w * X)) - 1) * X, 1e-5);
        }
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(0.01f)]
    public void Many_steps_equal_those_of_a_plain_loop(float decay)
    {
        int[] order = [2];
        var weights = Train(epochs: 40, decay, order);
        var expected = TrainPlainly(40, decay, example: 2);
        for (var output = 0; output < Outputs; output++)
        {
            Assert.Equal(expected[0, output], weights.Row(0)[output], 1e-4);
            Assert.Equal(expected[Columns, output], weights.Bias[output], 1e-4);
        }
    }

    [Fact]
    public void Learns_what_the_examples_say_the_same_way_each_time()
    {
        var weights = Train(epochs: 50, decay: 0.001f, chosen: [0, 1, 2, 3]);
        Assert.Equal(weights.Values, Train(epochs: 50, decay: 0.001f, chosen: [0, 1, 2, 3]).Values);
        Span<float> scores = stackalloc float[weights.Stride];
        for (var example = 0; example < Examples.Count; example++)
        {
            weights.Score(Examples.ColumnsOf(example), Examples.ValuesOf(example), scores);
            Assert.Equal((Examples.Labels[example] & 1) != 0, scores[0] > 0);
            Assert.Equal((Examples.Labels[example] & 2) != 0, scores[1] > 0);
        }
    }

    private static LinearWeights Train(int epochs, float decay, int[] chosen) =>
        new OneVsRestTrainer(Examples, Columns, Outputs, new TrainingSettings(epochs, 0.1f, decay, 1)).Train(chosen);

    private static double LossOfYes(double score) => Math.Log(1 + Math.Exp(-score));

    /// <summary>AdaGrad on one example with one feature and a bias, in doubles.</summary>
    private static double[,] TrainPlainly(int epochs, double decay, int example)
    {
        var weights = new double[Columns + 1, Outputs];
        var squares = new double[Columns + 1, Outputs];
        var column = Examples.ColumnsOf(example)[0];
        double value = Examples.ValuesOf(example)[0];
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            for (var output = 0; output < Outputs; output++)
            {
                var score = weights[Columns, output] + (weights[column, output] * value);
                var error = (1 / (1 + Math.Exp(-score))) - ((Examples.Labels[example] >> output) & 1);
                Step(Columns, output, error);
                Step(column, output, (error * value) + (weights[column, output] * decay));
            }
        }

        return weights;

        void Step(int row, int output, double gradient)
        {
            squares[row, output] += gradient * gradient;
            weights[row, output] -= 0.1 * gradient / Math.Sqrt(squares[row, output] + 1e-6);
        }
    }
}
