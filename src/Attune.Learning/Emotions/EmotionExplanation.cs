namespace Attune.Learning.Emotions;

/// <summary>Why an output is as probable as it is said to be: <c>LogOdds = Rest + sum of the shares</c>.</summary>
/// <param name="LogOdds">ln(p / (1 - p)) of the calibrated probability.</param>
/// <param name="Rest">What is said before any word is read, with the form of the whole text.</param>
/// <param name="Words">What each word adds, in the order of the text.</param>
public sealed record EmotionExplanation(double LogOdds, double Rest, IReadOnlyList<WordShare> Words)
{
    /// <summary>A word that adds less than this share of the strongest one explains nothing.</summary>
    private const double LeastOfStrongest = 0.25;

    /// <summary>
    /// The words that speak most for it, strongest first; none that speak against it, and none that hardly do beside the
    /// strongest.
    /// </summary>
    /// <param name="limit">How many at most.</param>
    public IReadOnlyList<WordShare> Strongest(int limit)
    {
        var least = LeastOfStrongest * Words.Select(word => word.Share).DefaultIfEmpty().Max();
        return
        [
            .. Words.Where(word => word.Share > 0 && word.Share >= least).OrderByDescending(word => word.Share).Take(limit),
        ];
    }
}
