using System.Text;
using Attune.Language;

namespace Attune.Companion.Conversations.Rules;

/// <summary>Tells what a message does, by ordered patterns of each language. Pure and deterministic.</summary>
internal static class DialogueActs
{
    /// <summary>Of a longer message the start and the end are read: that is where people greet, ask and thank.</summary>
    private const int ReadAtEachEnd = 600;

    /// <param name="text">The message.</param>
    /// <param name="language">Its language.</param>
    public static DialogueAct Of(string text, TextLanguage language)
    {
        if (text.Length > 2 * ReadAtEachEnd)
            text = $"{text[..ReadAtEachEnd]}\n{text[^ReadAtEachEnd..]}";
        var (latin, han, other, digits) = Count(text);
        if (latin + han + other + digits == 0)
            return DialogueAct.Wordless;
        if (other > latin + han)
            return DialogueAct.OtherLanguage;
        return language == TextLanguage.TraditionalChinese ? ChineseActs.Of(text) : EnglishActs.Of(text);
    }

    private static (int Latin, int Han, int Other, int Digits) Count(string text)
    {
        const int LastLatin = 0x24F;
        int latin = 0, han = 0, other = 0, digits = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsDigit(rune))
                digits++;
            else if (!Rune.IsLetter(rune))
                continue;
            else if (rune.Value <= LastLatin || rune.Value is >= 0xFF21 and <= 0xFF5A)
                latin++;
            else if (rune.Value is (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or >= 0x20000
                or (>= 0x3105 and <= 0x312F))
                han++;
            else
                other++;
        }

        return (latin, han, other, digits);
    }
}
