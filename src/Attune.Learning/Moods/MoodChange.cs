namespace Attune.Learning.Moods;

/// <summary>
/// Notices that somebody's mood is no longer the usual one: two cumulative sums of how far each value lies above and below
/// (E. Page, "Continuous inspection schemes", 1954). One bad message is not a change; several in a row are.
/// </summary>
/// <param name="Above">The sum upwards, from 0.</param>
/// <param name="Below">The sum downwards, from 0.</param>
public readonly record struct MoodChange(double Above, double Below)
{
    /// <summary>A sum that passes this many spreads is a change.</summary>
    public const double Limit = 4;

    /// <summary>Distances smaller than this many spreads count as none.</summary>
    public const double Slack = 0.5;

    /// <summary>A single value counts as at most so many spreads, so that no single one is a change.</summary>
    public const double MostOfOne = 3;

    /// <summary>What to say: 1 for brighter than usual, -1 for lower than usual, 0 for nothing.</summary>
    public int Direction => Below > Limit && Below >= Above ? -1 : Above > Limit ? 1 : 0;

    /// <summary>Both sums after one more value; after a change was told, begin again with the default.</summary>
    /// <param name="standardised">Its distance from the usual, in spreads.</param>
    public MoodChange With(double standardised)
    {
        var value = double.IsFinite(standardised) ? Math.Clamp(standardised, -MostOfOne, MostOfOne) : 0;
        return new MoodChange(Math.Max(0, Above + value - Slack), Math.Max(0, Below - value - Slack));
    }
}
