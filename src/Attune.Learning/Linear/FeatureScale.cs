using Attune.Learning.Features;

namespace Attune.Learning.Linear;

/// <summary>
/// The value of a feature in a text: presence divided by the root of how many the text has, so that long texts do not
/// shout down short ones. It depends on the text alone, so a model may forget features without changing the rest.
/// </summary>
internal static class FeatureScale
{
    /// <summary>Characters say again what the tokens say; chosen by cross-validation on the training split.</summary>
    private const float CharacterShare = 0.5f;

    public static float Tokens(TextFeatures features) => 1f / MathF.Sqrt(Math.Max(features.Tokens.Length, 1));

    public static float Characters(TextFeatures features) =>
        CharacterShare / MathF.Sqrt(Math.Max(features.Characters.Length, 1));
}
