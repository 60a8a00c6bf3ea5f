using System.Collections.Frozen;

namespace Attune.Language.Readability;

/// <summary>
/// Characters that only Simplified Chinese writes: they stand for a Traditional one (<c>kTraditionalVariant</c> of the Unihan
/// database of Unicode 15.0) and are not in Big5 themselves. The list stands in <c>simplified-characters.txt</c>.
/// </summary>
public static class SimplifiedOnly
{
    private static readonly FrozenSet<int> Characters = CharacterList.Read("Readability/simplified-characters.txt");

    /// <summary>How many characters of a text are such.</summary>
    public static int CountIn(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var rune in text.EnumerateRunes())
            count += Characters.Contains(rune.Value) ? 1 : 0;
        return count;
    }
}
