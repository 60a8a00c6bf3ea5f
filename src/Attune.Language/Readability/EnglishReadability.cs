using Attune.Language.Sentences;

namespace Attune.Language.Readability;

/// <summary>How hard an English text is to read.</summary>
/// <param name="Sentences">Number of sentences; an item of a list is one.</param>
/// <param name="Words">Number of words; a figure is one, addresses and citation marks are none.</param>
/// <param name="Syllables">Number of syllables; a figure has one.</param>
/// <param name="LongestSentence">Words of the longest sentence.</param>
public readonly record struct EnglishReadability(int Sentences, int Words, int Syllables, int LongestSentence)
{
    /// <summary>
    /// The grade of Kincaid, Fishburne, Rogers and Chissom (1975): 0.39 words per sentence + 11.8 syllables per word - 15.59.
    /// An American school year; below 0 for the easiest texts, 0 for a text without words.
    /// </summary>
    public double Grade => Words == 0
        ? 0
        : (0.39 * Words / Sentences) + (11.8 * Syllables / Words) - 15.59;

    /// <summary>Measures a text. Linear in its length.</summary>
    public static EnglishReadability Of(string text)
    {
        var (sentences, words, syllables, longest) = (0, 0, 0, 0);
        foreach (var sentence in SentenceSplitter.Split(text))
        {
            var inSentence = 0;
            foreach (var word in EnglishTokens.Of(sentence.Span.Of(text).ToString()))
            {
                inSentence++;
                syllables += word.Any(char.IsDigit) ? 1 : SyllablesOf(word);
            }

            if (inSentence == 0)
                continue;
            sentences++;
            words += inSentence;
            longest = Math.Max(longest, inSentence);
        }

        return new EnglishReadability(sentences, words, syllables, longest);
    }

    private static int SyllablesOf(string word)
    {
        var syllables = 0;
        foreach (var part in word.Split(['-', '/', '–'], StringSplitOptions.RemoveEmptyEntries))
            syllables += part.Any(char.IsLetter) ? EnglishSyllables.Count(part) : 0;
        return Math.Max(1, syllables);
    }
}
