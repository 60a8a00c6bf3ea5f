namespace Attune.Language.Folding;

/// <summary>
/// Simplified phrases that have another Traditional form than their characters would get: 头发 is 頭髮, 出发 is 出發. The longest
/// phrase at a place counts.
/// </summary>
internal sealed class FoldingPhrases
{
    /// <summary>Marks a phrase whose characters turn by themselves; it keeps others from being found across its border.</summary>
    private const char Plain = '=';

    private readonly Dictionary<string, string?> _phrases = new(StringComparer.Ordinal);
    private readonly Dictionary<char, int> _longest = [];

    private FoldingPhrases(IEnumerable<string> entries)
    {
        foreach (var entry in entries)
        {
            var isPlain = entry[0] == Plain;
            var from = isPlain ? entry[1..] : entry[..(entry.Length / 2)];
            _phrases[from] = isPlain ? null : entry[from.Length..];
            _longest[from[0]] = Math.Max(_longest.GetValueOrDefault(from[0]), from.Length);
        }
    }

    /// <summary>Reads the embedded table.</summary>
    public static FoldingPhrases Read() => new(FoldingTable.Read("phrases"));

    /// <summary>The longest phrase that a text begins with.</summary>
    /// <param name="text">The text.</param>
    /// <param name="traditional">Its Traditional form; null when its characters turn by themselves.</param>
    /// <returns>Its length; 0 when there is none.</returns>
    public int LengthAt(ReadOnlySpan<char> text, out string? traditional)
    {
        traditional = null;
        if (!_longest.TryGetValue(text[0], out var longest))
            return 0;
        var phrases = _phrases.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var length = Math.Min(longest, text.Length); length > 1; length--)
        {
            if (phrases.TryGetValue(text[..length], out traditional))
                return length;
        }

        return 0;
    }
}
