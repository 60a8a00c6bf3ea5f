using System.Collections.Frozen;
using System.Text;

namespace Attune.Language.Readability;

/// <summary>
/// Common Traditional Chinese characters: those of the Unihan database of Unicode 15.0 that have a school grade
/// (<c>kGradeLevel</c>, primary schools of Hong Kong) and those that are frequent in Chinese newsgroups (<c>kFrequency</c>
/// 1 to 4 of 5). The list stands in <c>common-characters.txt</c>.
/// </summary>
public static class FamiliarCharacters
{
    private static readonly FrozenSet<int> Characters = CharacterList.Read("Readability/common-characters.txt");

    /// <summary>Number of characters in the list.</summary>
    public static int Count => Characters.Count;

    /// <summary>True when the character is in the list.</summary>
    public static bool Contains(Rune character) => Characters.Contains(character.Value);
}
