using System.Globalization;
using System.Text;
using Attune.Language.Normalization;
using Attune.Language.Terms;

namespace Attune.Language.Phrases;

/// <summary>Cuts a text into the tokens that a grammar matches; linear in the text, and any text will do.</summary>
internal static class PhraseTokenizer
{
    private const string HardMarks = ".!。！．\n\r";
    private const string QuestionMarks = "?？";
    private const string SoftMarks = ",;:，、；：…—–()（）[]【】|/~～";

    /// <summary>Tokens in order, from a hard break to another; of breaks that follow each other the strongest.</summary>
    public static List<PhraseToken> Read(ReadOnlySpan<char> text, PhraseVocabulary vocabulary)
    {
        var tokens = new List<PhraseToken>(text.Length / 3 + 2) { BreakAt(0, 0, PhraseTokenKind.HardBreak) };
        var at = 0;
        while (at < text.Length)
        {
            Rune.DecodeFromUtf16(text[at..], out var rune, out var length);
            if (GramScript.Contains(rune))
                tokens.Add(CharacterAt(text, at, length, rune, vocabulary));
            else if (Rune.IsLetterOrDigit(rune))
                length = AddWord(text, at, vocabulary, tokens);
            else if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherSymbol)
                tokens.Add(CharacterAt(text, at, length, rune, vocabulary));
            else
                length = AddMark(text, at, length, tokens);
            at += length;
        }

        AddBreak(tokens, BreakAt(text.Length, 0, PhraseTokenKind.HardBreak));
        return tokens;
    }

    private static PhraseToken BreakAt(int start, int length, PhraseTokenKind kind) =>
        new(new TextSpan(start, length), PhraseVocabulary.Break, kind);

    private static PhraseToken CharacterAt(
        ReadOnlySpan<char> text, int at, int length, Rune rune, PhraseVocabulary vocabulary) => new(
        new TextSpan(at, length), vocabulary.FindCharacter(rune.Value, text.Slice(at, length)), PhraseTokenKind.Word);

    private static int AddWord(ReadOnlySpan<char> text, int start, PhraseVocabulary vocabulary, List<PhraseToken> tokens)
    {
        Span<char> word = stackalloc char[PhraseVocabulary.LongestWord];
        var written = 0;
        var at = start;
        while (at < text.Length)
        {
            Rune.DecodeFromUtf16(text[at..], out var rune, out var length);
            if (GramScript.Contains(rune) || (!Rune.IsLetterOrDigit(rune) && !JoinsLetters(text, at)))
                break;
            if (Rune.IsLetterOrDigit(rune) && written + PlainLetters.Longest <= word.Length)
            {
                for (var i = 0; i < length; i++)
                    written += PlainLetters.Write(text[at + i], word[written..]);
            }

            at += length;
        }

        tokens.Add(new PhraseToken(
            new TextSpan(start, at - start), vocabulary.Find(word[..written]), PhraseTokenKind.Word));
        return at - start;
    }

    /// <summary>
    /// An apostrophe, or a star that hides a letter, between two letters: both are read over. So is what nobody sees.
    /// </summary>
    private static bool JoinsLetters(ReadOnlySpan<char> text, int at) => InvisibleCharacters.Contains(text[at])
        || text[at] is '\'' or '’' or '＇' or '*' && at + 1 < text.Length && char.IsAsciiLetter(text[at + 1]);

    private static int AddMark(ReadOnlySpan<char> text, int at, int length, List<PhraseToken> tokens)
    {
        var mark = text[at];
        var kind = KindOf(text, at);
        if (kind is { } found)
        {
            var isEllipsis = mark == '.' && at + 1 < text.Length && text[at + 1] == '.';
            while (isEllipsis && at + length < text.Length && text[at + length] == '.')
                length++;
            AddBreak(tokens, BreakAt(at, length, isEllipsis ? PhraseTokenKind.SoftBreak : found));
        }

        return length;
    }

    private static PhraseTokenKind? KindOf(ReadOnlySpan<char> text, int at)
    {
        var mark = text[at];
        if (QuestionMarks.Contains(mark))
            return PhraseTokenKind.QuestionBreak;
        // The point of 3.5 and of a name like a.b ends nothing.
        if (mark == '.' && at + 1 < text.Length && char.IsAsciiLetterOrDigit(text[at + 1]))
            return null;
        if (HardMarks.Contains(mark))
            return PhraseTokenKind.HardBreak;
        var isSpaced = at > 0 && at + 1 < text.Length && char.IsWhiteSpace(text[at - 1]) && char.IsWhiteSpace(text[at + 1]);
        if (SoftMarks.Contains(mark) || (mark == '-' && isSpaced))
            return PhraseTokenKind.SoftBreak;
        return char.IsWhiteSpace(mark) && IsBetweenCharacters(text, at) ? PhraseTokenKind.SoftBreak : null;
    }

    /// <summary>In Chinese a space stands where a comma could.</summary>
    private static bool IsBetweenCharacters(ReadOnlySpan<char> text, int at) =>
        at > 0 && text[at - 1] >= '\u2E80' && GramScript.StartsAt(text, at + 1, out _);

    private static void AddBreak(List<PhraseToken> tokens, PhraseToken mark)
    {
        if (tokens[^1].Kind == PhraseTokenKind.Word)
            tokens.Add(mark);
        else if (mark.Kind > tokens[^1].Kind && tokens.Count > 1)
            tokens[^1] = mark;
    }
}
