namespace Attune.Language.Scopes;

/// <summary>What a part of a text is subject to.</summary>
public enum ScopeKind
{
    /// <summary>Something is denied: what follows "not", "never", 沒有, 不會.</summary>
    Negation,

    /// <summary>It stands between quotation marks.</summary>
    Quotation,

    /// <summary>It is told as somebody's words: what follows "she said", 他說.</summary>
    ReportedSpeech,

    /// <summary>It is asked: the sentence of a question.</summary>
    Question,
}
