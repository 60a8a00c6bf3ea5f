using System.Text;

namespace Attune.Language.Tones.Rewriting;

/// <summary>Emoji in a text.</summary>
internal static class Emoji
{
    public static int CountIn(string text) => text.EnumerateRunes().Count(IsPicture);

    public static string RemoveFrom(string text)
    {
        if (!text.EnumerateRunes().Any(IsPicture))
            return text;
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsPicture(rune) && rune.Value is not (0xFE0F or 0x200D))
                kept.Append(rune);
        }

        return kept.ToString();
    }

    private static bool IsPicture(Rune rune) => rune.Value is (>= 0x1F000 and <= 0x1FAFF) or (>= 0x2600 and <= 0x27BF);
}
