using Attune.Language.Terms;

namespace Attune.Language;

/// <summary>Tells the language of a text by its script.</summary>
public static class LanguageDetection
{
    private const string EnglishTag = "en";
    private const string ChineseTag = "zh-Hant";

    /// <summary>
    /// A question with any Chinese character in it is Chinese: people who write Chinese mix in English words, people who
    /// write English do not mix in Chinese ones.
    /// </summary>
    public static TextLanguage OfQuestion(ReadOnlySpan<char> text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (GramScript.Contains(rune))
                return TextLanguage.TraditionalChinese;
        }

        return TextLanguage.English;
    }

    /// <summary>
    /// A document is Chinese when at least a fifth of its letters are Chinese: one such character says about as much as
    /// a word, and a quoted name does not change the language of a book.
    /// </summary>
    public static TextLanguage OfDocument(ReadOnlySpan<char> text)
    {
        const int ChineseShareInverse = 5;
        long chinese = 0;
        long letters = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (GramScript.Contains(rune))
                chinese++;
            else if (System.Text.Rune.IsLetter(rune))
                letters++;
        }

        return chinese > 0 && chinese * ChineseShareInverse >= chinese + letters
            ? TextLanguage.TraditionalChinese
            : TextLanguage.English;
    }

    extension(TextLanguage language)
    {
        /// <summary>The tag of BCP 47: <c>en</c> or <c>zh-Hant</c>.</summary>
        public string Tag => language == TextLanguage.TraditionalChinese ? ChineseTag : EnglishTag;
    }

    /// <summary>The language of a tag; anything that is not Chinese is English.</summary>
    public static TextLanguage FromTag(string tag) =>
        tag.StartsWith("zh", StringComparison.Ordinal) ? TextLanguage.TraditionalChinese : TextLanguage.English;
}
