namespace Attune.Language.Normalization;

/// <summary>
/// Characters that show nothing of their own and stand inside words: soft hyphens, joiners and spaces of no width, marks of
/// direction, choosers of a variant, and marks that a decomposed letter carries. To a reader the word is the same without them.
/// </summary>
internal static class InvisibleCharacters
{
    public static bool Contains(char character) => character switch
    {
        < '\u00AD' => false,
        '\u00AD' or '\u034F' or '\u061C' or '\uFEFF' => true,
        >= '\u0300' and <= '\u036F' => true,
        >= '\u180B' and <= '\u180E' => true,
        >= '\u200B' and <= '\u200F' => true,
        >= '\u202A' and <= '\u202E' => true,
        >= '\u2060' and <= '\u2069' => true,
        >= '\uFE00' and <= '\uFE0F' => true,
        _ => false,
    };

    /// <summary>The place of the first visible character from a place on; the length of the text when there is none.</summary>
    public static int Skip(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && Contains(text[at]))
            at++;
        return at;
    }

    /// <summary>The text without them; the same object when it has none.</summary>
    public static string RemoveFrom(string text)
    {
        foreach (var character in text)
        {
            if (Contains(character))
                return string.Concat(text.Where(other => !Contains(other)));
        }

        return text;
    }
}
