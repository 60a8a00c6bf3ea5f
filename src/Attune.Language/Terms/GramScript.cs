using System.Text;

namespace Attune.Language.Terms;

/// <summary>Scripts that put no spaces between words, which are therefore searched by character grams.</summary>
internal static class GramScript
{
    /// <summary>Han of all planes, kana, bopomofo and hangul.</summary>
    public static bool Contains(Rune rune) => rune.Value switch
    {
        < 0x2E80 => false,
        0x3005 or 0x3007 => true,
        >= 0x3041 and <= 0x30FF => rune.Value is not (0x30FB or 0x3099 or 0x309A or 0x309B or 0x309C or 0x30A0),
        >= 0x3105 and <= 0x312F => true,
        >= 0x3131 and <= 0x318E => true,
        >= 0x3400 and <= 0x4DBF => true,
        >= 0x4E00 and <= 0x9FFF => true,
        >= 0xAC00 and <= 0xD7A3 => true,
        >= 0xF900 and <= 0xFAFF => true,
        >= 0x20000 and <= 0x3FFFD => true,
        _ => false,
    };

    /// <summary>Whether such a character starts at this position.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Position in UTF-16 units; may be the end.</param>
    /// <param name="length">UTF-16 units of the character that starts here, at least 1.</param>
    public static bool StartsAt(ReadOnlySpan<char> text, int at, out int length)
    {
        if (at >= text.Length)
        {
            length = 1;
            return false;
        }

        // A lone half of a surrogate pair decodes to the replacement character, which is in no script.
        Rune.DecodeFromUtf16(text[at..], out var rune, out length);
        return Contains(rune);
    }
}
