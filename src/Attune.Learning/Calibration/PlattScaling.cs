namespace Attune.Learning.Calibration;

/// <summary>
/// Turns a score into a probability: 1 / (1 + e^-(Slope * score + Offset)). Platt, "Probabilistic outputs for support
/// vector machines", 1999; fitted by Newton's method as in Lin, Lin and Weng, "A note on Platt's probabilistic outputs",
/// 2007, whose softened targets keep a rare label from being certain.
/// </summary>
/// <param name="Slope">Above 0 when high scores mean yes.</param>
/// <param name="Offset">Log-odds at score 0.</param>
public readonly record struct PlattScaling(float Slope, float Offset)
{
    private const int MaxSteps = 100;
    private const double Ridge = 1e-12;
    private const double Enough = 1e-5;

    /// <summary>The probability of a score, from 0 to 1.</summary>
    /// <param name="score">Any number.</param>
    public float Probability(float score) => 1f / (1f + MathF.Exp(-((Slope * score) + Offset)));

    /// <summary>Fits the scaling that makes the answers most likely.</summary>
    /// <param name="scores">Scores of examples that the model was not trained on.</param>
    /// <param name="answers">As many right answers.</param>
    /// <exception cref="ArgumentException">There are none, or not as many.</exception>
    public static PlattScaling Fit(ReadOnlySpan<float> scores, ReadOnlySpan<bool> answers)
    {
        if (scores.IsEmpty || scores.Length != answers.Length)
            throw new ArgumentException($"There are {scores.Length} scores and {answers.Length} answers.", nameof(answers));
        var yes = answers.Count(true);
        var targetOfYes = (yes + 1.0) / (yes + 2.0);
        var targetOfNo = 1.0 / (answers.Length - yes + 2.0);
        var (slope, offset) = (1.0, Math.Log((yes + 1.0) / (answers.Length - yes + 1.0)));
        var loss = Loss(scores, answers, targetOfYes, targetOfNo, slope, offset);
        for (var step = 0; step < MaxSteps; step++)
        {
            var (toSlope, toOffset, isFlat) = NewtonStep(scores, answers, targetOfYes, targetOfNo, slope, offset);
            if (isFlat)
                break;
            var width = 1.0;
            double next;
            while ((next = Loss(scores, answers, targetOfYes, targetOfNo, slope - (width * toSlope), offset - (width * toOffset)))
                > loss && width > 1e-10)
                width /= 2;
            if (next > loss)
                break;
            (slope, offset, loss) = (slope - (width * toSlope), offset - (width * toOffset), next);
        }

        return new PlattScaling((float)slope, (float)offset);
    }

    private static (double Slope, double Offset, bool IsFlat) NewtonStep(
        ReadOnlySpan<float> scores, ReadOnlySpan<bool> answers, double targetOfYes, double targetOfNo, double slope,
        double offset)
    {
        var (h11, h22, h21, g1, g2) = (Ridge, Ridge, 0.0, 0.0, 0.0);
        for (var i = 0; i < scores.Length; i++)
        {
            var p = 1 / (1 + Math.Exp(-((slope * scores[i]) + offset)));
            var error = p - (answers[i] ? targetOfYes : targetOfNo);
            var curve = p * (1 - p);
            h11 += scores[i] * (double)scores[i] * curve;
            h22 += curve;
            h21 += scores[i] * curve;
            g1 += scores[i] * error;
            g2 += error;
        }

        var determinant = (h11 * h22) - (h21 * h21);
        var isFlat = (Math.Abs(g1) < Enough && Math.Abs(g2) < Enough) || determinant <= 0;
        return isFlat
            ? (0, 0, true)
            : (((h22 * g1) - (h21 * g2)) / determinant, ((h11 * g2) - (h21 * g1)) / determinant, false);
    }

    /// <summary>Negative log-likelihood, written so that large scores do not overflow.</summary>
    private static double Loss(
        ReadOnlySpan<float> scores, ReadOnlySpan<bool> answers, double targetOfYes, double targetOfNo, double slope,
        double offset)
    {
        var loss = 0.0;
        for (var i = 0; i < scores.Length; i++)
        {
            var odds = (slope * scores[i]) + offset;
            var target = answers[i] ? targetOfYes : targetOfNo;
            loss += Math.Max(odds, 0) - (odds * target) + Math.Log(1 + Math.Exp(-Math.Abs(odds)));
        }

        return loss;
    }
}
