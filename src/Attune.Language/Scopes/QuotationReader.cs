namespace Attune.Language.Scopes;

/// <summary>Finds what stands between quotation marks of both languages.</summary>
internal static class QuotationReader
{
    /// <summary>A mark whose partner is further away was no quotation mark, or its partner was forgotten.</summary>
    private const int LongestQuotation = 400;

    private const string Openers = "\"“”„«「『‘'《";
    private const string Closers = "\"”“”»」』’'》";

    public static void Read(ReadOnlySpan<char> text, List<TextScope> scopes)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var kind = Openers.IndexOf(text[at]);
            if (kind < 0 || !Opens(text, at) || CloserOf(text, at, Closers[kind]) is not (> 0 and var end))
                continue;
            scopes.Add(new TextScope(
                ScopeKind.Quotation, new TextSpan(at, 1), new TextSpan(at + 1, end - at - 1)));
            at = end;
        }
    }

    /// <summary>An apostrophe opens nothing inside a word.</summary>
    private static bool Opens(ReadOnlySpan<char> text, int at) =>
        text[at] is not ('\'' or '‘') || at == 0 || !char.IsLetterOrDigit(text[at - 1]);

    /// <returns>0 when there is none near enough.</returns>
    private static int CloserOf(ReadOnlySpan<char> text, int open, char closer)
    {
        var last = Math.Min(text.Length, open + LongestQuotation);
        for (var at = open + 2; at < last; at++)
        {
            var isApostrophe = closer is '\'' or '’' && at + 1 < text.Length && char.IsLetterOrDigit(text[at + 1]);
            if (text[at] == closer && !isApostrophe)
                return at;
        }

        return 0;
    }
}
