namespace Attune.Language.Phrases;

/// <summary>What a token is.</summary>
public enum PhraseTokenKind
{
    /// <summary>A word, a number, one character of a script without spaces, or one pictograph.</summary>
    Word,

    /// <summary>A comma or another mark inside a sentence; in Chinese also a space.</summary>
    SoftBreak,

    /// <summary>The end of a sentence or of a line, and both ends of the text.</summary>
    HardBreak,

    /// <summary>The end of a question: a hard break too.</summary>
    QuestionBreak,
}

/// <summary>A piece of a text as a grammar sees it.</summary>
/// <param name="Span">Where it stands; empty for the breaks before and after the text.</param>
/// <param name="Symbol">Its number in the grammar's vocabulary; <see cref="PhraseVocabulary.Unknown"/> when it has none.</param>
/// <param name="Kind">What it is.</param>
public readonly record struct PhraseToken(TextSpan Span, int Symbol, PhraseTokenKind Kind)
{
    /// <summary>True when a sentence ends here.</summary>
    public bool EndsSentence => Kind is PhraseTokenKind.HardBreak or PhraseTokenKind.QuestionBreak;
}
