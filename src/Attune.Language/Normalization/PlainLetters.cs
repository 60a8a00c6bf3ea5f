using Attune.Language.Folding;

namespace Attune.Language.Normalization;

/// <summary>
/// Letters as words are compared by: lower case, half width, without accents, ligatures taken apart. What the compatibility
/// forms of Unicode (NFKC, Unicode Standard Annex 15) say of these letters, character by character and without allocating.
/// </summary>
internal static class PlainLetters
{
    /// <summary>Most characters that one becomes.</summary>
    public const int Longest = 3;

    private const char FirstAccented = '\u00C0';
    private const char LastAccented = '\u024F';
    private const char FirstFurther = '\u1E00';
    private const char LastFurther = '\u1EFF';
    private const char FirstLigature = '\uFB00';

    private static readonly string[] Ligatures = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"];

    /// <summary>Writes what a character becomes.</summary>
    /// <param name="character">A letter or digit, or half of a pair of surrogates, which stays as it is.</param>
    /// <param name="into">At least <see cref="Longest"/> characters.</param>
    /// <returns>Characters that were written, 1 to <see cref="Longest"/>.</returns>
    public static int Write(char character, Span<char> into)
    {
        if (char.IsAscii(character))
        {
            into[0] = char.IsAsciiLetterUpper(character) ? (char)(character | ' ') : character;
            return 1;
        }

        into[0] = character switch
        {
            (>= FirstAccented and <= LastAccented) or (>= FirstFurther and <= LastFurther) => Accents.Map.Of(character),
            >= '\uFF01' and <= '\uFF5E' => char.ToLowerInvariant((char)(character - 0xFEE0)),
            _ => char.ToLowerInvariant(character),
        };
        if (character - FirstLigature is not (>= 0 and var ligature) || ligature >= Ligatures.Length)
            return 1;
        Ligatures[ligature].CopyTo(into);
        return Ligatures[ligature].Length;
    }

    /// <summary>Made by the first word that has one.</summary>
    private static class Accents
    {
        public static readonly CharacterMap Map = CharacterMap.Read("accents");
    }
}
