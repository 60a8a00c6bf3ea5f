namespace Attune.Learning.Features;

/// <summary>What a token is made of.</summary>
internal enum TokenKind
{
    /// <summary>Letters, digits, apostrophes, or a placeholder in square brackets.</summary>
    Word,

    /// <summary>One Chinese character.</summary>
    Han,

    /// <summary>A run of punctuation or symbols: <c>!!</c>, <c>:)</c>.</summary>
    Punctuation,

    /// <summary>One emoji.</summary>
    Emoji,
}
