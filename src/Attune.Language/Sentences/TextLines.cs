using System.Buffers;

namespace Attune.Language.Sentences;

/// <summary>What a single line of plain text or Markdown looks like. Every position is in UTF-16 units of the line.</summary>
internal static class TextLines
{
    private const int LongestLabel = 24;
    private const int LongestHeadingMark = 6;

    private static readonly SearchValues<char> Ornaments = SearchValues.Create("-=*_|: \t");
    private static readonly SearchValues<char> SentenceMarks = SearchValues.Create(".。,，!?！？;；");

    /// <summary>Where the text of a heading starts; 0 when the line is none.</summary>
    public static int HeadingText(ReadOnlySpan<char> line)
    {
        var marks = line.IndexOfAnyExcept('#');
        return marks is > 0 and <= LongestHeadingMark && char.IsWhiteSpace(line[marks]) ? marks : 0;
    }

    public static bool IsFence(ReadOnlySpan<char> line) =>
        line.StartsWith("```", StringComparison.Ordinal) || line.StartsWith("~~~", StringComparison.Ordinal);

    /// <summary>A rule, an underline of a heading or the line under the head of a table: ornament, not text.</summary>
    public static bool IsRule(ReadOnlySpan<char> line) => line.Length >= 2 && line.IndexOfAnyExcept(Ornaments) < 0;

    public static bool IsTableRow(ReadOnlySpan<char> line) => line.Length > 1 && line[0] == '|' && line[1..].Contains('|');

    /// <summary>Where the text after a list or quotation mark starts; 0 when the line has none.</summary>
    public static int MarkedText(ReadOnlySpan<char> line)
    {
        if (line.Length > 1 && (line[0] is '•' or '>' || (line[0] is '-' or '*' or '+' && char.IsWhiteSpace(line[1]))))
            return 1;
        var digits = 0;
        while (digits < line.Length && digits < 3 && char.IsAsciiDigit(line[digits]))
            digits++;
        return digits > 0 && digits + 1 < line.Length && line[digits] is '.' or ')' && char.IsWhiteSpace(line[digits + 1])
            ? digits + 1
            : 0;
    }

    /// <summary>Lines such as <c>Phone: 02-…</c> or 「地址：…」 stand alone although no empty line parts them.</summary>
    public static bool StartsWithLabel(ReadOnlySpan<char> line)
    {
        var colon = line[..Math.Min(line.Length, LongestLabel)].IndexOfAny(':', '：');
        return colon > 0
            && !line[colon..].StartsWith("://", StringComparison.Ordinal)
            && line[..colon].IndexOfAny(SentenceMarks) < 0;
    }
}
