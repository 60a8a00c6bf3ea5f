namespace Attune.Language;

/// <summary>The language that a text is written in, with what speaks for it.</summary>
/// <param name="Language">The language.</param>
/// <param name="Share">
/// Share of what was counted that speaks for it, 0 to 1; 0 for a text without letters. Words count for English, characters for
/// Chinese, and of those the ones that one script alone writes, when there are any. It is no probability: nothing calibrated it.
/// </param>
public readonly record struct LanguageReading(WrittenLanguage Language, double Share);
