using System.Buffers;

namespace Attune.Language.Terms;

/// <summary>
/// A light stemmer: takes off plural, <c>-ed</c> and <c>-ing</c> and nothing else, so that words of different meaning stay
/// apart. It drops what makes the forms differ (a final e, a doubled consonant, y or i) instead of restoring it, because
/// terms are compared, never shown. After D. Harman, "How effective is suffixing?", JASIS 42(1), 1991, whose finding was
/// that weak stemming serves search as well as strong.
/// </summary>
internal static class EnglishStemmer
{
    private const int ShortestStemmed = 3;

    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouy");

    /// <summary>Stems a word of lower-case ASCII letters in place.</summary>
    /// <returns>Length of the stem, at least 1.</returns>
    public static int Stem(Span<char> word)
    {
        var length = word.Length;
        if (length <= ShortestStemmed)
            return length == ShortestStemmed ? Unify(word, length) : length;
        var singular = WithoutPlural(word, length);
        var stem = singular < length ? singular : WithoutVerbEnding(word, length);
        return Unify(word, stem);
    }

    private static int WithoutPlural(Span<char> word, int length)
    {
        if (word[length - 1] != 's' || word[length - 2] is 's' or 'u' or 'i')
            return length;
        if (!word[..length].EndsWith("es"))
            return length - 1;
        if (word[length - 3] == 'i' && length > 4)
            return length - 2;
        var hisses = word[length - 3] is 's' or 'x' or 'z'
            || (word[length - 3] == 'h' && word[length - 4] is 'c' or 's');
        return hisses && length - 2 >= ShortestStemmed ? length - 2 : length - 1;
    }

    private static int WithoutVerbEnding(Span<char> word, int length)
    {
        var ending = word.EndsWith("ing") ? 3 : word.EndsWith("ed") && !word.EndsWith("eed") ? 2 : 0;
        var rest = length - ending;
        if (ending == 0 || rest < 2 || word[..rest].IndexOfAny(Vowels) < 0)
            return length;
        // "used", "using": the stem is the word with its e.
        if (rest == 2)
        {
            word[rest] = 'e';
            return rest + 1;
        }

        return rest;
    }

    /// <summary>change, chang(ing) → chang; stop(ped), stopp → stop; copy, copi(es) → copi.</summary>
    private static int Unify(Span<char> word, int length)
    {
        if (length > ShortestStemmed && word[length - 1] == 'e')
            length--;
        if (length > ShortestStemmed && word[length - 1] == word[length - 2] && !IsVowel(word[length - 1]))
            length--;
        if (length >= ShortestStemmed && word[length - 1] == 'y' && !IsVowel(word[length - 2]))
            word[length - 1] = 'i';
        return length;
    }

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u';
}
