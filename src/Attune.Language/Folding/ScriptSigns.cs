using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using Attune.Language.Readability;

namespace Attune.Language.Folding;

/// <summary>Characters by which one sees whether a Chinese text is Simplified or Traditional.</summary>
internal static class ScriptSigns
{
    /// <summary>No Chinese character comes before it; a text without any is told apart without looking at the lists.</summary>
    private const char First = '\u3400';

    /// <summary>How many characters of a text only Simplified, and how many only Traditional Chinese writes.</summary>
    public static (int Simplified, int Traditional) Count(ReadOnlySpan<char> text)
    {
        var (simplified, traditional) = (0, 0);
        foreach (var character in text)
        {
            if (character < First)
                continue;
            if (Lists.Simplified.Contains(character))
                simplified++;
            else if (Lists.Traditional.Contains(character))
                traditional++;
        }

        return (simplified, traditional);
    }

    /// <summary>True when a text holds at least one character that only Simplified Chinese writes. Allocates nothing.</summary>
    public static bool HasSimplified(ReadOnlySpan<char> text)
    {
        var start = 0;
        while (start < text.Length && text[start] < First)
            start++;
        return start < text.Length && text[start..].ContainsAny(Lists.Simplified);
    }

    /// <summary>Loaded by the first text that has Chinese in it.</summary>
    private static class Lists
    {
        /// <summary>Without those that are usual in Traditional texts of Hong Kong, such as 温.</summary>
        public static readonly SearchValues<char> Simplified = SearchValues.Create(
            [.. All("signs-simplified").Where(character => !FamiliarCharacters.Contains(new Rune(character)))]);

        public static readonly FrozenSet<char> Traditional = All("signs-traditional").ToFrozenSet();

        private static IEnumerable<char> All(string name) => FoldingTable.Read(name).SelectMany(line => line);
    }
}
