using Attune.Language.Folding;
using Attune.Language.Terms;

namespace Attune.Language;

/// <summary>Tells the language of a text by its script.</summary>
public static class LanguageDetection
{
    private const string EnglishTag = "en";
    private const string ChineseTag = "zh-Hant";

    /// <summary>Two Chinese characters say about as much as one English word.</summary>
    private const double CharactersPerWord = 2;

    /// <summary>Below this share of the whole a language is only a word or name within the other.</summary>
    private const double LeastShareOfMixed = 0.3;

    /// <summary>
    /// Tells the language and script of a text by its letters, by small words, and by characters that only one of the Chinese
    /// scripts writes. Without any of those a Chinese text counts as Traditional. Linear in the text; never fails; pure.
    /// </summary>
    public static LanguageReading Read(ReadOnlySpan<char> text)
    {
        var count = LetterCount.Of(text);
        var chinese = count.OtherCharacters > count.Han ? 0 : count.Han / CharactersPerWord;
        var other = (count.OtherCharacters / CharactersPerWord) + count.OtherWords;
        var isForeign = count.ForeignWords > count.EnglishWords;
        var english = isForeign ? 0 : (double)count.Words;
        other += isForeign ? count.Words : 0;
        var all = chinese + english + other;
        if (all == 0)
            return default;
        if (chinese / all >= LeastShareOfMixed && english / all >= LeastShareOfMixed)
            return new LanguageReading(WrittenLanguage.Mixed, (chinese + english) / all);
        if (other >= Math.Max(chinese, english))
            return new LanguageReading(WrittenLanguage.Other, other / all);
        return english > chinese
            ? new LanguageReading(WrittenLanguage.English, english / all)
            : ScriptOf(text, chinese / all);
    }

    private static LanguageReading ScriptOf(ReadOnlySpan<char> text, double share)
    {
        var (simplified, traditional) = ScriptSigns.Count(text);
        if (simplified + traditional == 0)
            return new LanguageReading(WrittenLanguage.TraditionalChinese, share);
        return simplified > traditional
            ? new LanguageReading(WrittenLanguage.SimplifiedChinese, simplified / (double)(simplified + traditional))
            : new LanguageReading(WrittenLanguage.TraditionalChinese, traditional / (double)(simplified + traditional));
    }

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
