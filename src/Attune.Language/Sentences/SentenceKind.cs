namespace Attune.Language.Sentences;

/// <summary>What a piece of a document is.</summary>
public enum SentenceKind
{
    /// <summary>Running text, an item of a list or a row of a table.</summary>
    Prose,

    /// <summary>A heading: names what follows.</summary>
    Heading,

    /// <summary>A fenced block of code.</summary>
    Code,
}
