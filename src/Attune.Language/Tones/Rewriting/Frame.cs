namespace Attune.Language.Tones.Rewriting;

/// <summary>
/// Picks what is said around an answer: by the answer itself, so that equal drafts give equal texts and different ones vary.
/// None of these lines holds a figure, a number, a name or a negation, and none says anything about the museum.
/// </summary>
internal static class Frame
{
    private const string Salutation = "您好，";
    private const uint Prime = 16_777_619;
    private const uint Offset = 2_166_136_261;

    /// <summary>One of the lines; the salt parts choices for one draft from each other.</summary>
    public static string Pick(string[] lines, string draft, uint salt)
    {
        // FNV-1a (Fowler, Noll, Vo) over the UTF-16 units.
        var hash = Offset ^ salt;
        foreach (var letter in draft)
            hash = (hash ^ letter) * Prime;
        return lines[hash % (uint)lines.Length];
    }

    /// <summary>A Chinese opening for a text that has greeted already.</summary>
    public static string WithoutSalutation(string opening) =>
        opening.StartsWith(Salutation, StringComparison.Ordinal) ? opening[Salutation.Length..] : opening;
}
