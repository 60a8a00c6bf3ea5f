using Attune.Language;

namespace Attune.Companion.Conversations.Rules;

/// <summary>
/// Gives a person's own words back with the pronouns turned round ("I miss my sister": "you miss your sister"). Only what
/// is certain to stay good grammar is turned; everything else is better not reflected at all.
/// </summary>
internal static class Reflection
{
    /// <param name="text">The message; of its first sentences the one that tells most is taken.</param>
    /// <param name="language">Its language.</param>
    /// <returns>A main clause without a full stop, to be put into a frame; null when it cannot be done well.</returns>
    public static string? Of(string text, TextLanguage language) => language == TextLanguage.TraditionalChinese
        ? ChineseReflection.Of(text)
        : EnglishReflection.Of(text);
}
