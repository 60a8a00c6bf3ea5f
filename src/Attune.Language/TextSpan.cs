namespace Attune.Language;

/// <summary>A piece of a text, in UTF-16 units as .NET strings and JavaScript count them.</summary>
/// <param name="Start">First unit, from 0.</param>
/// <param name="Length">Number of units.</param>
public readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>The unit after the last.</summary>
    public int End => Start + Length;

    /// <summary>The characters themselves.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The span reaches outside the text.</exception>
    public ReadOnlySpan<char> Of(ReadOnlySpan<char> text) => text.Slice(Start, Length);
}
