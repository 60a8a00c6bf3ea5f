namespace Attune.Language.Tones.Descriptions;

/// <summary>An age in a description, in years.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="From">The youngest it may mean.</param>
/// <param name="To">The oldest it may mean.</param>
internal readonly record struct FoundAge(TextSpan Span, int From, int To)
{
    private const int FirstAdultYear = 18;
    private const int FirstElderYear = 65;

    /// <summary>Share of the meant years before 18.</summary>
    public double ChildShare => Share(0, FirstAdultYear - 1);

    /// <summary>Share of the meant years from 65 on.</summary>
    public double ElderShare => Share(FirstElderYear, int.MaxValue);

    private double Share(int from, int to)
    {
        var years = Math.Min(To, to) - Math.Max(From, from) + 1;
        return Math.Clamp(years / (double)(To - From + 1), 0, 1);
    }
}
