using System.Collections.Frozen;
using System.Text;
using Attune.Language.Terms;

namespace Attune.Language;

/// <summary>What a text is written with: Chinese characters, English words, words of other languages.</summary>
/// <param name="Han">Chinese characters.</param>
/// <param name="OtherCharacters">Kana, bopomofo and hangul.</param>
/// <param name="Words">Words of Latin letters.</param>
/// <param name="EnglishWords">Those among them that are small words of English alone.</param>
/// <param name="ForeignWords">Those that are small words of another language, or have letters that English does not.</param>
/// <param name="OtherWords">Words of other alphabets.</param>
internal readonly record struct LetterCount(
    int Han, int OtherCharacters, int Words, int EnglishWords, int ForeignWords, int OtherWords)
{
    private const int LongestSmallWord = 8;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> English = Set("""
        the and of to is it that was for are with his they be have this from had not but what all were when we there your can
        said which she how their will each about out then them would make like has look more could did my who been its now
        find where does why because should i you he do an me her our if so as or by
        """);

    /// <summary>French, German, Spanish, Italian, Portuguese, Dutch, Indonesian, Vietnamese; none that English has too.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Foreign = Set("""
        le la les des du et est une dans qui que pour pas sur avec je vous nous il elle ce cette sont mais ou comme
        der das und ist nicht ein eine ich sie wir mit auf den dem zu von wie auch sich für
        el los las una por con para como pero muy este esta yo usted donde hay es en al del
        il lo gli che di non per sono ma come questo anche mi ti ho
        os um uma com não mais eu você isso da na
        het een ik niet van dat zijn voor maar ook wat
        yang dan di ini itu tidak saya ada untuk dengan apa
        là và của có không cho một những
        """);

    /// <summary>Counts. Linear in the text; allocates nothing.</summary>
    public static LetterCount Of(ReadOnlySpan<char> text)
    {
        var count = default(LetterCount);
        for (var at = 0; at < text.Length;)
        {
            Rune.DecodeFromUtf16(text[at..], out var rune, out var length);
            if (GramScript.Contains(rune))
                count = count.WithCharacter(rune);
            else if (Rune.IsLetter(rune))
                count = count.WithWord(text.Slice(at, length = LengthOfWord(text[at..])));
            at += length;
        }

        return count;
    }

    private LetterCount WithCharacter(Rune rune) =>
        IsHan(rune) ? this with { Han = Han + 1 } : this with { OtherCharacters = OtherCharacters + 1 };

    private LetterCount WithWord(ReadOnlySpan<char> word)
    {
        if (!IsLatin(word[0]))
            return this with { OtherWords = OtherWords + 1 };
        var hasMarks = word.ContainsAnyExceptInRange('\0', '\u007F');
        if (word.Length > LongestSmallWord)
            return this with { Words = Words + 1, ForeignWords = ForeignWords + (hasMarks ? 1 : 0) };
        Span<char> small = stackalloc char[LongestSmallWord];
        word.ToLowerInvariant(small);
        var lower = small[..word.Length];
        var isForeign = Foreign.Contains(lower) || hasMarks;
        return this with
        {
            Words = Words + 1,
            EnglishWords = EnglishWords + (English.Contains(lower) && !Foreign.Contains(lower) ? 1 : 0),
            ForeignWords = ForeignWords + (isForeign && !English.Contains(lower) ? 1 : 0),
        };
    }

    private static int LengthOfWord(ReadOnlySpan<char> text)
    {
        var at = 0;
        while (at < text.Length)
        {
            Rune.DecodeFromUtf16(text[at..], out var rune, out var length);
            if (!Rune.IsLetter(rune) || GramScript.Contains(rune))
                break;
            at += length;
        }

        return at;
    }

    private static bool IsHan(Rune rune) =>
        rune.Value is 0x3005 or 0x3007 or (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or >= 0x20000;

    /// <summary>Latin letters with their marks, also the full-width ones.</summary>
    private static bool IsLatin(char letter) =>
        letter is <= '\u024F' or (>= '\u1E00' and <= '\u1EFF') or (>= '\uFF21' and <= '\uFF5A');

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Set(string words) =>
        words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
            .ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
}
