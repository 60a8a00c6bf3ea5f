using System.Buffers;
using System.Text;
using Attune.Language.Terms;

namespace Attune.Language.Readability;

/// <summary>How hard a Chinese text is to read.</summary>
/// <param name="Clauses">Number of clauses: what commas, full stops, colons, brackets and line breaks part.</param>
/// <param name="Characters">
/// Length in characters; a figure or a Latin word counts as one, addresses and citation marks as none.
/// </param>
/// <param name="LongestClause">Characters of the longest clause.</param>
/// <param name="Han">Number of Chinese characters.</param>
/// <param name="CommonHan">How many of them are common (<see cref="FamiliarCharacters"/>).</param>
public readonly record struct ChineseReadability(int Clauses, int Characters, int LongestClause, int Han, int CommonHan)
{
    private static readonly SearchValues<char> Borders = SearchValues.Create("，。！？；：,!?;\n（）()…—");

    /// <summary>Characters per clause; 0 without clauses.</summary>
    public double PerClause => Clauses == 0 ? 0 : Characters / (double)Clauses;

    /// <summary>Share of common characters among the Chinese ones, 0 to 1; 1 when there are none.</summary>
    public double CommonShare => Han == 0 ? 1 : CommonHan / (double)Han;

    /// <summary>Measures a text. Linear in its length.</summary>
    public static ChineseReadability Of(string text)
    {
        var (clauses, characters, longest) = (0, 0, 0);
        var plain = WithoutMarks(text);
        for (var start = 0; start < plain.Length;)
        {
            var length = plain.AsSpan(start).IndexOfAny(Borders);
            var end = length < 0 ? plain.Length : start + length;
            if (LengthOf(plain.AsSpan(start, end - start)) is > 0 and var inClause)
            {
                clauses++;
                characters += inClause;
                longest = Math.Max(longest, inClause);
            }

            start = end + 1;
        }

        var (han, common) = CountHan(text);
        return new ChineseReadability(clauses, characters, longest, han, common);
    }

    /// <summary>Length of a clause in characters; a figure or a Latin word counts as one.</summary>
    public static int LengthOf(ReadOnlySpan<char> clause)
    {
        var length = 0;
        var inWord = false;
        foreach (var rune in clause.EnumerateRunes())
        {
            if (GramScript.Contains(rune))
                (length, inWord) = (length + 1, false);
            else if (Rune.IsLetterOrDigit(rune))
                (length, inWord) = (inWord ? length : length + 1, true);
            else if (rune.Value is not ('.' or ':' or '-' or '\'' or '/'))
                inWord = false;
        }

        return length;
    }

    private static (int Han, int Common) CountHan(string text)
    {
        var (han, common) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!GramScript.Contains(rune))
                continue;
            han++;
            common += FamiliarCharacters.Contains(rune) ? 1 : 0;
        }

        return (han, common);
    }

    /// <summary>The text with citation marks and addresses blanked out; a clock's or decimal's mark is no border.</summary>
    private static string WithoutMarks(string text)
    {
        var plain = new StringBuilder(text);
        for (var i = 0; i < plain.Length; i++)
        {
            if (text[i] == '[' && text.IndexOf(']', i) is > 0 and var close && close - i <= 5)
                Blank(plain, i, close + 1);
            else if (text.AsSpan(i).StartsWith("http", StringComparison.Ordinal))
                Blank(plain, i, EndOfAddress(text, i));
            else if (i > 0 && i + 1 < text.Length && text[i] is ',' && char.IsAsciiDigit(text[i - 1])
                && char.IsAsciiDigit(text[i + 1]))
                plain[i] = '.';
        }

        return plain.ToString();
    }

    private static void Blank(StringBuilder text, int start, int end)
    {
        for (var i = start; i < end; i++)
            text[i] = ' ';
    }

    private static int EndOfAddress(string text, int start)
    {
        var end = start;
        while (end < text.Length && text[end] is > ' ' and < '\u2E80')
            end++;
        return end;
    }
}
