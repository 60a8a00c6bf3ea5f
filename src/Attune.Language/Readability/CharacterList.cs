using System.Collections.Frozen;

namespace Attune.Language.Readability;

/// <summary>Reads an embedded list of characters: lines of them, comments after <c>#</c>.</summary>
internal static class CharacterList
{
    /// <exception cref="InvalidDataException">The list is missing: a mistake in the build.</exception>
    public static FrozenSet<int> Read(string name)
    {
        using var stream = typeof(CharacterList).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidDataException($"The list {name} is not part of the program.");
        using var reader = new StreamReader(stream);
        var characters = new HashSet<int>();
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
                characters.UnionWith(line.EnumerateRunes().Select(rune => rune.Value));
        }

        return characters.ToFrozenSet();
    }
}
