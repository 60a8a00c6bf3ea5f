namespace Attune.Language.Dates.English;

/// <summary>What a token of an English text is, as far as dates go.</summary>
internal enum DateTokenKind
{
    /// <summary>A word of Latin letters.</summary>
    Word,

    /// <summary>A whole number: 5, 1928.</summary>
    Number,

    /// <summary>A number that tells a place: 5th.</summary>
    Ordinal,

    /// <summary>A number in the plural: 1920s.</summary>
    Plural,

    /// <summary>Everything else: marks, other scripts, 3.14, 12km.</summary>
    Mark,
}

/// <summary>A token of an English text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="Text">A word in lower case; the first character of a mark.</param>
/// <param name="Value">Of a number, 0 to 9999; 0 for others.</param>
/// <param name="IsCapital">A word that begins with a capital letter.</param>
internal readonly record struct DateToken(DateTokenKind Kind, TextSpan Span, string Text, int Value, bool IsCapital)
{
    /// <summary>The word; empty for anything else.</summary>
    public string Word => Kind == DateTokenKind.Word ? Text : "";

    /// <summary>True for this mark.</summary>
    public bool IsMark(char mark) => Kind == DateTokenKind.Mark && Text[0] == mark;
}
