namespace Attune.Language.Folding;

/// <summary>Which character stands for another, as an embedded table of pairs. One step a look-up; no surrogates.</summary>
internal sealed class CharacterMap
{
    private const int PageBits = 8;
    private const int PageSize = 1 << PageBits;

    private readonly char[]?[] _pages = new char[]?[PageSize];

    private CharacterMap(IEnumerable<string> pairs)
    {
        foreach (var pair in pairs)
            (_pages[pair[0] >> PageBits] ??= new char[PageSize])[pair[0] % PageSize] = pair[1];
    }

    /// <summary>Reads an embedded table.</summary>
    public static CharacterMap Read(string name) => new(FoldingTable.Read(name));

    /// <summary>The character that stands for this one: itself when the table has none.</summary>
    public char Of(char character) =>
        _pages[character >> PageBits]?[character % PageSize] is > '\0' and var other ? other : character;

    /// <summary>Writes the characters that stand for those of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="into">At least as long.</param>
    public void Apply(ReadOnlySpan<char> text, Span<char> into)
    {
        for (var i = 0; i < text.Length; i++)
            into[i] = Of(text[i]);
    }
}
