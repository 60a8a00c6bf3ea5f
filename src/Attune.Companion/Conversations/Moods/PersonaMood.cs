using Attune.Companion.Personas;
using Attune.Learning.Affect;
using Attune.Learning.Moods;

namespace Attune.Companion.Conversations.Moods;

/// <summary>
/// The mood of a persona by its temper. The shares are our own choice: on the scale of what is read in texts, where ordinary
/// sentences lie within a third of the middle, nobody is at home far from it.
/// </summary>
internal static class PersonaMood
{
    private const double Reach = 0.3;

    private const float Middle = 0.5f;

    private static readonly TimeSpan HalfReturn = TimeSpan.FromHours(1);

    /// <summary>Where a persona is at home, and how much of a person's mood it takes on.</summary>
    /// <remarks>One that answers the matter before the feeling is moved by nothing.</remarks>
    public static CompanionMood Of(Persona persona)
    {
        var traits = persona.Traits;
        var home = new AffectPoint(
            Reach * traits.Warmth, Reach * (traits.Playfulness - Middle), Reach * (traits.Assertiveness - Middle));
        var empathy = traits.AnswersFeelingsFirst ? CompanionMood.MaxEmpathy * traits.Sensitivity : 0;
        return new CompanionMood(home, empathy, HalfReturn);
    }
}
