using System.Text;

namespace Attune.Companion.Guide.Visits;

/// <summary>Makes outside text safe to keep and to hand on: bounded, no control characters, no halves of others. Pure.</summary>
internal static class VisitorText
{
    /// <summary>Characters (Unicode code points) that a question may have.</summary>
    public const int LongestQuestion = 2_000;

    /// <summary>Characters of a description that are read.</summary>
    public const int LongestDescription = 1_000;

    /// <summary>The description, cleaned and cut; null when nothing is left.</summary>
    public static string? Description(string? text) =>
        text is null ? null : Clean(text, LongestDescription) is { Length: > 0 } clean ? clean : null;

    /// <summary>Without control and format characters that hide text, white space trimmed, at most so many characters.</summary>
    public static string Clean(string text, int atMost)
    {
        var clean = new StringBuilder(Math.Min(text.Length, atMost));
        var count = 0;
        foreach (var rune in text.AsSpan().Trim().EnumerateRunes())
        {
            if (count == atMost)
                break;
            if (rune.Value is '\n' or '\t')
                clean.Append((char)rune.Value);
            else if (IsHidden(rune))
                continue;
            else
                clean.Append(rune);
            count++;
        }

        return clean.ToString().Trim();
    }

    /// <summary>Number of characters, counted as Unicode code points.</summary>
    public static int Count(string text) => text.EnumerateRunes().Count();

    /// <summary>
    /// Puts outside text between marks that it cannot forge, so that a model can tell data from instructions: what looks like a
    /// mark inside is broken up.
    /// </summary>
    public static string Delimit(string text) => "<<<" + text.Replace("<<<", "< < <", StringComparison.Ordinal)
        .Replace(">>>", "> > >", StringComparison.Ordinal) + ">>>";

    /// <summary>Control characters, and those that turn the direction of text around.</summary>
    private static bool IsHidden(Rune rune) =>
        Rune.IsControl(rune) || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0xFEFF or 0xFFFD;
}
