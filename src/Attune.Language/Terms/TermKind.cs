namespace Attune.Language.Terms;

/// <summary>What a search term is made of.</summary>
public enum TermKind
{
    /// <summary>A word, lower-cased and stemmed, or a number.</summary>
    Word,

    /// <summary>One character of a script without spaces.</summary>
    Character,

    /// <summary>Two neighbouring characters of such a script.</summary>
    Pair,
}
