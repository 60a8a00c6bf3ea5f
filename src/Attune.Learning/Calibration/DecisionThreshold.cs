namespace Attune.Learning.Calibration;

/// <summary>Chooses from which probability on an output says yes.</summary>
public static class DecisionThreshold
{
    /// <summary>The probability from which on saying yes gives the best F1; of equal ones the highest.</summary>
    /// <param name="probabilities">Of examples that the model was not trained on.</param>
    /// <param name="answers">As many right answers.</param>
    /// <returns>Above 0; 1 when no answer is yes. It lies midway between two examples where it can.</returns>
    /// <exception cref="ArgumentException">There are not as many.</exception>
    public static float ForBestF1(ReadOnlySpan<float> probabilities, ReadOnlySpan<bool> answers)
    {
        if (probabilities.Length != answers.Length)
            throw new ArgumentException($"There are {probabilities.Length} and {answers.Length}.", nameof(answers));
        var sorted = probabilities.ToArray();
        var order = answers.ToArray();
        Array.Sort(sorted, order);
        var yes = answers.Count(true);
        var (found, best, threshold) = (0, 0.0, 1f);
        for (var i = sorted.Length - 1; i >= 0; i--)
        {
            found += order[i] ? 1 : 0;
            var isBorder = i == 0 || sorted[i - 1] < sorted[i];
            var f1 = 2.0 * found / (sorted.Length - i + yes);
            if (!isBorder || f1 <= best)
                continue;
            best = f1;
            threshold = i == 0 ? sorted[i] : (sorted[i - 1] + sorted[i]) / 2;
        }

        return threshold;
    }
}
