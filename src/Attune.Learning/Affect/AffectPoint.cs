namespace Attune.Learning.Affect;

/// <summary>A point of valence, arousal and dominance (A. Mehrabian, J. Russell, 1974), each from -1 to 1.</summary>
/// <param name="Valence">From unpleasant to pleasant.</param>
/// <param name="Arousal">From calm to stirred up.</param>
/// <param name="Dominance">From at the mercy of things to in control of them.</param>
public readonly record struct AffectPoint(double Valence, double Arousal, double Dominance)
{
    /// <summary>Dimensions.</summary>
    public const int Dimensions = 3;

    /// <summary>Valence, arousal or dominance by its number from 0.</summary>
    public double this[int dimension] => dimension switch
    {
        0 => Valence,
        1 => Arousal,
        2 => Dominance,
        _ => throw new ArgumentOutOfRangeException(nameof(dimension), dimension, "There are three dimensions."),
    };

    internal static AffectPoint Of(ReadOnlySpan<double> values) =>
        new(Math.Clamp(values[0], -1, 1), Math.Clamp(values[1], -1, 1), Math.Clamp(values[2], -1, 1));
}
