namespace Attune.Language.Readability;

/// <summary>The words of an English text as readability counts them: parted by white space, no addresses or citations.</summary>
public static class EnglishTokens
{
    /// <summary>The words with their punctuation.</summary>
    public static IEnumerable<string> Of(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(IsWord);

    /// <summary>True for what counts as a word: a letter or digit in it, no address, no citation mark.</summary>
    public static bool IsWord(string token)
    {
        if (token.Contains("://", StringComparison.Ordinal))
            return false;
        var depth = 0;
        foreach (var letter in token)
        {
            depth += letter == '[' ? 1 : letter == ']' ? -1 : 0;
            if (depth <= 0 && char.IsLetterOrDigit(letter))
                return true;
        }

        return false;
    }
}
