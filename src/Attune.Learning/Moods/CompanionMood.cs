using Attune.Learning.Affect;

namespace Attune.Learning.Moods;

/// <summary>
/// A companion's own mood: it is drawn back to where the persona is at home (G. Uhlenbeck, L. Ornstein, "On the theory of the
/// Brownian motion", 1930, without the noise, so that the same messages give the same mood) and moved a little by what the
/// person feels. It colours wording and expression, never what is true.
/// </summary>
/// <param name="Home">Where it comes to rest.</param>
/// <param name="Empathy">How much of the person's distance from home it takes on, from 0 to 0.6.</param>
/// <param name="HalfReturn">Time after which half of the way home is made.</param>
public sealed record CompanionMood(AffectPoint Home, double Empathy, TimeSpan HalfReturn)
{
    /// <summary>More would be an echo instead of company.</summary>
    public const double MaxEmpathy = 0.6;

    /// <summary>The mood some time later, when nothing was said.</summary>
    /// <param name="mood">The mood then.</param>
    /// <param name="passed">Time since; less than none counts as none.</param>
    public AffectPoint After(AffectPoint mood, TimeSpan passed)
    {
        var kept = HalfReturn > TimeSpan.Zero ? Math.Pow(0.5, Math.Max(passed / HalfReturn, 0)) : 0;
        return Between(Home, mood, kept);
    }

    /// <summary>The mood right after a message of the person.</summary>
    /// <param name="mood">The mood before it.</param>
    /// <param name="felt">What the message said.</param>
    public AffectPoint Moved(AffectPoint mood, AffectPoint felt)
    {
        var share = Math.Clamp(double.IsFinite(Empathy) ? Empathy : 0, 0, MaxEmpathy);
        var limit = Between(Home, felt, share);
        // Half of the way each time: one message does not turn a companion round, and none pulls it past its share.
        return Between(mood, limit, 0.5);
    }

    private static AffectPoint Between(AffectPoint from, AffectPoint to, double share)
    {
        Span<double> values = stackalloc double[AffectPoint.Dimensions];
        for (var dimension = 0; dimension < values.Length; dimension++)
            values[dimension] = from[dimension] + (share * (to[dimension] - from[dimension]));
        return AffectPoint.Of(values);
    }
}
