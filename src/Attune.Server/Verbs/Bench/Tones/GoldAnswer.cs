using Attune.Language;

namespace Attune.Server.Verbs.Bench.Tones;

/// <summary>An answer of the gold set.</summary>
/// <param name="Language"><c>en</c> or <c>zh-TW</c>.</param>
/// <param name="IsHeld">True in the half that the rules were not made on.</param>
/// <param name="Text">The answer.</param>
internal sealed record GoldAnswer(string Language, bool IsHeld, string Text)
{
    public TextLanguage TextLanguage => LanguageDetection.FromTag(Language);
}
