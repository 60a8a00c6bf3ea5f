using System.Buffers;

namespace Attune.Language.Folding;

/// <summary>
/// Writes Simplified Chinese in Traditional characters as Taiwan writes them, by characters and phrases, the longest first (the
/// method and dictionaries of OpenCC; see NOTICE). Every character stays at its place, so spans in one text are spans in the
/// other. Rules that read Chinese are written in Traditional characters and read Simplified texts through this.
/// </summary>
public static class ChineseFolding
{
    private static readonly SearchValues<char> ClauseEnds = SearchValues.Create("，。！？；：、,.!?;:\n（）()「」『』“”\"");

    private static readonly Lazy<CharacterMap> Characters = new(() => CharacterMap.Read("characters"));

    private static readonly Lazy<FoldingPhrases> Phrases = new(FoldingPhrases.Read);

    /// <summary>
    /// The text in Traditional characters. A text without characters that only Simplified Chinese writes is returned as it is, so
    /// that 皇后 of a Traditional text stays; in a text of both, only clauses that are Simplified are turned.
    /// </summary>
    /// <param name="text">Any text; linear in its length.</param>
    /// <returns>Equally long in UTF-16 units; the same object when nothing is to be turned.</returns>
    public static string ToTraditional(string text)
    {
        if (!ScriptSigns.HasSimplified(text))
            return text;
        var turned = text.ToCharArray();
        if (IsSimplified(text))
            Turn(text, turned);
        else
            TurnClauses(text, turned);
        return new string(turned);
    }

    /// <summary>As <see cref="ToTraditional(string)"/>, for a part of a text.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="turned">The text in Traditional characters; null when it is what it was.</param>
    /// <returns>False when nothing was to be turned; then nothing was allocated.</returns>
    public static bool TryTurn(ReadOnlySpan<char> text, out string? turned)
    {
        turned = ScriptSigns.HasSimplified(text) ? ToTraditional(new string(text)) : null;
        return turned is not null;
    }

    private static bool IsSimplified(ReadOnlySpan<char> text)
    {
        var (simplified, traditional) = ScriptSigns.Count(text);
        return simplified > traditional;
    }

    private static void TurnClauses(ReadOnlySpan<char> text, Span<char> turned)
    {
        for (var start = 0; start < text.Length;)
        {
            var length = text[start..].IndexOfAny(ClauseEnds);
            var end = length < 0 ? text.Length : start + length;
            if (IsSimplified(text[start..end]))
                Turn(text[start..end], turned[start..end]);
            start = end + 1;
        }
    }

    private static void Turn(ReadOnlySpan<char> text, Span<char> turned)
    {
        var (characters, phrases) = (Characters.Value, Phrases.Value);
        for (var at = 0; at < text.Length;)
        {
            var length = Math.Max(1, phrases.LengthAt(text[at..], out var traditional));
            if (traditional is null)
                characters.Apply(text.Slice(at, length), turned[at..]);
            else
                traditional.CopyTo(turned[at..]);
            at += length;
        }
    }
}
