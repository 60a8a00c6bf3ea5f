namespace Attune.Companion.Retrieval;

/// <summary>
/// The pages of a document. A form feed ends each, as in the output of PDF readers and in printed plain text, so that a page is
/// known from the kept text alone.
/// </summary>
internal static class DocumentPages
{
    public const char End = '\f';

    /// <summary>The page that a place stands on.</summary>
    /// <param name="text">The document's text.</param>
    /// <param name="position">The place, in UTF-16 units from 0.</param>
    /// <returns>From 1; null for a text without pages.</returns>
    public static int? At(string text, int position) =>
        text.Contains(End, StringComparison.Ordinal) ? text.AsSpan(0, Math.Min(position, text.Length)).Count(End) + 1 : null;
}
