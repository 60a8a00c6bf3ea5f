namespace Attune.Language.Folding;

/// <summary>
/// The character that a search takes for another, so that one script finds the other: 发, 發 and 髮 are all 發, since a
/// Simplified text does not tell which of them it means. Characters of one script alone stay as they are, and so do lengths.
/// From the dictionaries of OpenCC; see NOTICE.
/// </summary>
internal static class SearchKeys
{
    private static readonly CharacterMap Map = CharacterMap.Read("keys");

    /// <summary>The key of a character, or of either half of a pair of surrogates.</summary>
    public static char Of(char character) => Map.Of(character);

    /// <summary>The keys of a text.</summary>
    public static string Of(ReadOnlySpan<char> text)
    {
        var keys = text.Length <= 64 ? stackalloc char[text.Length] : new char[text.Length];
        Map.Apply(text, keys);
        return new string(keys);
    }
}
