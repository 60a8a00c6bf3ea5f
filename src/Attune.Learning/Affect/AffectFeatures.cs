using Attune.Learning.Emotions;

namespace Attune.Learning.Affect;

/// <summary>
/// What valence, arousal and dominance are read from, besides the words: what <see cref="EmotionClassifier.Describe"/> says,
/// brought to mean 0 and spread 1 over the training texts.
/// </summary>
/// <param name="means">A mean per number.</param>
/// <param name="spreads">A spread per number, above 0.</param>
internal sealed class AffectFeatures(float[] means, float[] spreads)
{
    private const float LeastSpread = 1e-3f;

    /// <summary>How many numbers there are.</summary>
    public int Count => Means.Length;

    public float[] Means { get; } = means;

    public float[] Spreads { get; } = spreads;

    /// <summary>Measures means and spreads.</summary>
    public static AffectFeatures Over(IReadOnlyList<float[]> rows)
    {
        var (means, spreads) = (new float[rows[0].Length], new float[rows[0].Length]);
        for (var i = 0; i < means.Length; i++)
        {
            var mean = rows.Average(row => (double)row[i]);
            means[i] = (float)mean;
            spreads[i] = Math.Max((float)Math.Sqrt(rows.Average(row => (row[i] - mean) * (row[i] - mean))), LeastSpread);
        }

        return new AffectFeatures(means, spreads);
    }

    /// <summary>The numbers of one text.</summary>
    public float[] Of(ReadOnlySpan<float> description)
    {
        var numbers = new float[Count];
        for (var i = 0; i < Count; i++)
            numbers[i] = (description[i] - Means[i]) / Spreads[i];
        return numbers;
    }
}
