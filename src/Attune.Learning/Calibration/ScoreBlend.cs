namespace Attune.Learning.Calibration;

/// <summary>
/// Turns the scores of two models into one probability: 1 / (1 + e^-(First * a + Second * b + Offset)), fitted as
/// <see cref="PlattScaling"/> is, with the same softened targets, so that what is said is calibrated at once.
/// </summary>
/// <param name="First">Weight of the first model's score.</param>
/// <param name="Second">Weight of the second model's score.</param>
/// <param name="Offset">Log-odds when both scores are 0.</param>
public readonly record struct ScoreBlend(float First, float Second, float Offset)
{
    private const int MaxSteps = 60;
    private const double Ridge = 1e-3;
    private const double Enough = 1e-6;

    /// <summary>The log-odds of a pair of scores.</summary>
    public float LogOdds(float first, float second) => (First * first) + (Second * second) + Offset;

    /// <summary>The probability of a pair of scores, from 0 to 1.</summary>
    public float Probability(float first, float second) => 1f / (1f + MathF.Exp(-LogOdds(first, second)));

    /// <summary>Fits the blend that makes the answers most likely, by Newton's method with a slight pull towards 0.</summary>
    /// <param name="first">Scores of the first model on examples that it was not trained on.</param>
    /// <param name="second">As many of the second.</param>
    /// <param name="answers">As many right answers.</param>
    /// <exception cref="ArgumentException">There are none, or not as many.</exception>
    public static ScoreBlend Fit(ReadOnlySpan<float> first, ReadOnlySpan<float> second, ReadOnlySpan<bool> answers)
    {
        if (first.IsEmpty || first.Length != answers.Length || second.Length != answers.Length)
        {
            throw new ArgumentException(
                $"There are {first.Length} and {second.Length} scores and {answers.Length} answers.", nameof(answers));
        }

        var yes = answers.Count(true);
        Span<double> weights = [0.5, 0.5, Math.Log((yes + 1.0) / (answers.Length - yes + 1.0))];
        Span<double> step = stackalloc double[3];
        Span<double> nextStep = stackalloc double[3];
        var loss = Derive(first, second, answers, weights, step);
        for (var round = 0; round < MaxSteps && Length(step) > Enough; round++)
        {
            var width = 1.0;
            while (width > 1e-10)
            {
                double[] next = [weights[0] - (width * step[0]), weights[1] - (width * step[1]), weights[2] - (width * step[2])];
                var nextLoss = Derive(first, second, answers, next, nextStep);
                if (nextLoss <= loss)
                {
                    loss = nextLoss;
                    next.CopyTo(weights);
                    nextStep.CopyTo(step);
                    break;
                }

                width /= 2;
            }

            if (width <= 1e-10)
                break;
        }

        return new ScoreBlend((float)weights[0], (float)weights[1], (float)weights[2]);
    }

    /// <summary>The loss at these weights, and Newton's step from them.</summary>
    private static double Derive(
        ReadOnlySpan<float> first, ReadOnlySpan<float> second, ReadOnlySpan<bool> answers, ReadOnlySpan<double> weights,
        Span<double> step)
    {
        var yes = answers.Count(true);
        var targetOfYes = (yes + 1.0) / (yes + 2.0);
        var targetOfNo = 1.0 / (answers.Length - yes + 2.0);
        Span<double> curve = [Ridge, 0, 0, Ridge, 0, 1e-9];
        Span<double> slope = [Ridge * weights[0], Ridge * weights[1], 0];
        var loss = Ridge / 2 * ((weights[0] * weights[0]) + (weights[1] * weights[1]));
        for (var i = 0; i < answers.Length; i++)
        {
            double a = first[i];
            double b = second[i];
            var odds = (weights[0] * a) + (weights[1] * b) + weights[2];
            var target = answers[i] ? targetOfYes : targetOfNo;
            loss += Math.Max(odds, 0) - (odds * target) + Math.Log(1 + Math.Exp(-Math.Abs(odds)));
            var p = 1 / (1 + Math.Exp(-odds));
            var (error, bend) = (p - target, p * (1 - p));
            slope[0] += error * a;
            slope[1] += error * b;
            slope[2] += error;
            curve[0] += bend * a * a;
            curve[1] += bend * a * b;
            curve[2] += bend * a;
            curve[3] += bend * b * b;
            curve[4] += bend * b;
            curve[5] += bend;
        }

        Solve(curve, slope, step);
        return loss;
    }

    /// <summary>Solves a symmetric system of three (upper triangle, row after row) by Cramer's rule.</summary>
    private static void Solve(ReadOnlySpan<double> m, ReadOnlySpan<double> right, Span<double> solution)
    {
        var (c0, c1, c2) = ((m[3] * m[5]) - (m[4] * m[4]), (m[2] * m[4]) - (m[1] * m[5]), (m[1] * m[4]) - (m[2] * m[3]));
        var determinant = (m[0] * c0) + (m[1] * c1) + (m[2] * c2);
        var (d11, d12, d22) = ((m[0] * m[5]) - (m[2] * m[2]), (m[1] * m[2]) - (m[0] * m[4]), (m[0] * m[3]) - (m[1] * m[1]));
        solution[0] = ((c0 * right[0]) + (c1 * right[1]) + (c2 * right[2])) / determinant;
        solution[1] = ((c1 * right[0]) + (d11 * right[1]) + (d12 * right[2])) / determinant;
        solution[2] = ((c2 * right[0]) + (d12 * right[1]) + (d22 * right[2])) / determinant;
    }

    private static double Length(ReadOnlySpan<double> step) => Math.Abs(step[0]) + Math.Abs(step[1]) + Math.Abs(step[2]);
}
