using System.Globalization;

namespace Attune.Language.Dates.English;

/// <summary>Cuts a text into the tokens that English dates are made of. Linear in the text.</summary>
internal static class DateTokenizer
{
    private const int LongestNumber = 4;
    private const int LongestWord = 12;

    public static List<DateToken> Read(ReadOnlySpan<char> text)
    {
        var tokens = new List<DateToken>();
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            var token = char.IsAsciiDigit(text[at]) ? Number(text, at)
                : char.IsAsciiLetter(text[at]) ? Word(text, at)
                : Mark(text, at, 1);
            tokens.Add(token);
            at = token.Span.End;
        }

        return tokens;
    }

    private static DateToken Word(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        while (end < text.Length && char.IsAsciiLetter(text[end]))
            end++;
        // A name such as Café or B2 is no word of a date.
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || (char.IsLetter(text[end]) && text[end] < '\u2E80')))
            end++;
        var word = text[start..end];
        var lower = word.Length > LongestWord || word.ContainsAnyExceptInRange('A', 'z') ? "?" : Lowered(word);
        return new DateToken(DateTokenKind.Word, new TextSpan(start, end - start), lower, 0, char.IsAsciiLetterUpper(word[0]));
    }

    private static string Lowered(ReadOnlySpan<char> word)
    {
        Span<char> lower = stackalloc char[LongestWord];
        word.ToLowerInvariant(lower);
        return new string(lower[..word.Length]);
    }

    private static DateToken Number(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        // 3.14, 1,000 and 18:30 are one figure each, and none of a date.
        if (end + 1 < text.Length && text[end] is '.' or ',' or ':' && char.IsAsciiDigit(text[end + 1]))
        {
            while (end + 1 < text.Length && (char.IsAsciiDigit(text[end])
                || (text[end] is '.' or ',' or ':' && char.IsAsciiDigit(text[end + 1]))))
                end++;
            return Mark(text, start, (end < text.Length && char.IsAsciiDigit(text[end]) ? end + 1 : end) - start);
        }

        if (end - start > LongestNumber)
            return Mark(text, start, end - start);
        var value = int.Parse(text[start..end], CultureInfo.InvariantCulture);
        var letters = end;
        if (letters < text.Length && text[letters] is '\'' or '’')
            letters++;
        while (letters < text.Length && char.IsAsciiLetter(text[letters]))
            letters++;
        var suffix = text[end..letters];
        var kind = suffix.Length < 2 && (suffix.IsEmpty || suffix[0] is '\'' or '’') ? DateTokenKind.Number
            : suffix is "st" or "nd" or "rd" or "th" ? DateTokenKind.Ordinal
            : suffix is "s" or "'s" or "’s" ? DateTokenKind.Plural
            : DateTokenKind.Mark;
        if (kind == DateTokenKind.Number)
            letters = end;
        return kind == DateTokenKind.Mark
            ? Mark(text, start, letters - start)
            : new DateToken(kind, new TextSpan(start, letters - start), "", value, false);
    }

    private static DateToken Mark(ReadOnlySpan<char> text, int start, int length) =>
        new(DateTokenKind.Mark, new TextSpan(start, length), text[start].ToString(), 0, false);
}
