namespace Attune.Companion.Personas;

/// <summary>A persona's temper, each from 0 to 1.</summary>
/// <param name="Warmth">How much closeness its words show.</param>
/// <param name="Openness">How freely it speaks of what lies beside the matter.</param>
/// <param name="Playfulness">How light it takes things.</param>
/// <param name="Sensitivity">How much it goes by what a person feels; from 0.5 on it answers a feeling before the matter.</param>
/// <param name="Assertiveness">How plainly it contradicts.</param>
/// <param name="Adaptability">How far it follows the other's manner.</param>
internal sealed record PersonaTraits(
    float Warmth, float Openness, float Playfulness, float Sensitivity, float Assertiveness, float Adaptability)
{
    private const float AnswersFeelings = 0.5f;

    /// <summary>True when a feeling is answered before the matter.</summary>
    public bool AnswersFeelingsFirst => Sensitivity >= AnswersFeelings;
}
