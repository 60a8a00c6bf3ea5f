using System.Globalization;

namespace Attune.Companion.Conversations;

/// <summary>The first words of a text on one line.</summary>
internal static class Excerpt
{
    private const char Ellipsis = '…';

    /// <summary>
    /// At most so many UTF-16 units, cut at a space where one is near and never inside a character that people see as one.
    /// </summary>
    public static string Of(string text, int limit)
    {
        var line = string.Join(' ', text.Split((char[]?)null, limit, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= limit)
            return line;
        var cut = 0;
        while (cut + StringInfo.GetNextTextElementLength(line.AsSpan(cut)) is var next && next < limit)
            cut = next;
        var space = line.LastIndexOf(' ', Math.Max(cut - 1, 0));
        if (space > limit / 2)
            cut = space;
        return line[..cut] + Ellipsis;
    }
}
