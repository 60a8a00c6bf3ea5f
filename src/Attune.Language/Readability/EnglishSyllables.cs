using System.Collections.Frozen;

namespace Attune.Language.Readability;

/// <summary>
/// Counts the syllables of English words by their letters: groups of vowels, less silent endings, more where two vowels of a
/// group are spoken apart, and a list of words that follow no rule.
/// </summary>
public static class EnglishSyllables
{
    /// <summary>A longer word is not one; its letters beyond this number are not read.</summary>
    private const int LongestWord = 64;

    private const string OfOne =
        "isle aisle once one some done gone none whole eye eyes been clothes aren't weren't they're we're you're real deer fire "
        + "hour hours our axe clothed heard friend liked cheese these there where";

    private const string OfTwo =
        "every evening business people quiet science diet create poem poet lion lions ocean something someone somewhere "
        + "sometimes being seeing doing going chocolate different several interest family families camera cameras average "
        + "orange really flower tower naked wooden sacred hundred forest via giant trial royal island islands cafe temple "
        + "rhythm rescued valued ancient patient neon react therefore careful useful safely gently gardens largely lovely "
        + "likely homework grapefruit timeless firework movement statement basement lifetime wheelchair lighthouse "
        + "horseback household storehouse firewood warehouse forehead sunrise";

    private const string OfThree =
        "everything everyday museum museums scientist idea area areas created theatre theater violin piano radio studio "
        + "video audio vegetable vegetables interesting temperature library actual annual recipe beautiful dinosaur "
        + "dinosaurs reopen reopens coincide permanent somebody furthermore forever moreover completely";

    private const string OfFour =
        "everybody society usually actually karaoke medieval cooperate entirely definitely separately";

    private const string OfFive =
        "approximately";

    private static readonly FrozenDictionary<string, int> Exceptions = new[] { OfOne, OfTwo, OfThree, OfFour, OfFive }
        .SelectMany((words, index) => words.Split(' ').Select(word => KeyValuePair.Create(word, index + 1)))
        .ToFrozenDictionary();

    private static readonly string[] SpokenApart =
        ["ia", "io", "iu", "eo", "uo", "ua", "eu", "oe", "yi", "ei", "oi", "ue", "ie"];

    /// <param name="word">One word; letter case does not matter. Whatever is neither letter nor apostrophe is ignored.</param>
    /// <returns>At least 1.</returns>
    public static int Count(ReadOnlySpan<char> word)
    {
        Span<char> letters = stackalloc char[LongestWord];
        var length = 0;
        foreach (var letter in word)
        {
            if (length < LongestWord && (char.IsAsciiLetter(letter) || letter is '\'' or '’'))
                letters[length++] = letter == '’' ? '\'' : char.ToLowerInvariant(letter);
        }

        var plain = letters[..length].Trim('\'');
        if (Exceptions.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(plain, out var known))
            return known;
        return Math.Max(1, Groups(plain) - SilentEnding(plain) + Hiatus(plain));
    }

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';

    private static int Groups(ReadOnlySpan<char> word)
    {
        var groups = 0;
        for (var i = 0; i < word.Length; i++)
        {
            var isConsonantY = word[i] == 'y' && i == 0;
            if (IsVowel(word[i]) && !isConsonantY && (i == 0 || !IsVowel(word[i - 1]) || (i == 1 && word[0] == 'y')))
                groups++;
        }

        return groups;
    }

    /// <summary>1 when the last group is written but not spoken: make, made-ed, times.</summary>
    private static int SilentEnding(ReadOnlySpan<char> word)
    {
        if (word.EndsWith("'s", StringComparison.Ordinal))
            word = word[..^2];
        if (word.Length > 2 && word[^1] == 'e' && !IsVowel(word[^2]))
            return word[^2] == 'l' && !IsVowel(word[^3]) ? 0 : 1;
        if (word.Length > 3 && word.EndsWith("ed", StringComparison.Ordinal) && !IsVowel(word[^3]))
            return word[^3] is 't' or 'd' || (word[^3] == 'l' && !IsVowel(word[^4]) && word[^4] != 'l') ? 0 : 1;
        if (word.Length > 3 && word.EndsWith("es", StringComparison.Ordinal) && !IsVowel(word[^3]))
        {
            var isSpoken = word[^3] is 's' or 'x' or 'z' or 'c' or 'g'
                || word.EndsWith("ches", StringComparison.Ordinal) || word.EndsWith("shes", StringComparison.Ordinal)
                || (word[^3] == 'l' && !IsVowel(word[^4]));
            return isSpoken ? 0 : 1;
        }

        return 0;
    }

    /// <summary>Groups of two vowels that are spoken apart, and endings that are spoken without a vowel of their own.</summary>
    private static int Hiatus(ReadOnlySpan<char> word)
    {
        var more = 0;
        for (var i = 0; i + 1 < word.Length; i++)
        {
            foreach (var pair in SpokenApart)
            {
                if (word[i..].StartsWith(pair, StringComparison.Ordinal) && IsApart(word, i, pair))
                    more++;
            }
        }

        if (word.EndsWith("ism", StringComparison.Ordinal) || word.EndsWith("isms", StringComparison.Ordinal))
            more++;
        if (word.Length > 4 && word.EndsWith("n't", StringComparison.Ordinal) && word[^4] is 'd' or 's')
            more++;
        return more;
    }

    private static bool IsApart(ReadOnlySpan<char> word, int at, string pair)
    {
        var before = at > 0 ? word[at - 1] : ' ';
        var rest = word[(at + 2)..];
        return pair switch
        {
            // special, ocean, nation and region are spoken as one; material, period are not.
            "ia" => before is not ('c' or 't' or 'g') && !rest.StartsWith("ge", StringComparison.Ordinal),
            "io" => before is not ('t' or 's' or 'c' or 'g' or 'x') || rest.StartsWith("lo", StringComparison.Ordinal),
            "iu" => true,
            "eo" => rest.StartsWith("lo", StringComparison.Ordinal) || rest.StartsWith("gr", StringComparison.Ordinal)
                || rest.IsEmpty || rest is "s",
            "uo" => before is not 'q',
            "ua" => before is not ('q' or 'g') && !rest.StartsWith("de", StringComparison.Ordinal),
            "eu" => rest is "m" or "ms",
            "oe" => rest is "t" or "ts" or "m" or "ms",
            "yi" => rest.StartsWith("ng", StringComparison.Ordinal) && at > 0,
            "ei" or "oi" => rest is "ng" or "ngs",
            "ue" => rest is "l" or "nt" or "nce",
            "ie" => rest is "nce" or "nt" || (rest is "r" && before is 'd' or 'l' or 'r' && at > 2),
            _ => false,
        };
    }
}
