namespace Attune.Language.Sentences;

/// <summary>A sentence, heading or block of code of a document.</summary>
/// <param name="Span">Where it stands, without list marks, heading marks and surrounding white space.</param>
/// <param name="Kind">What it is.</param>
public readonly record struct Sentence(TextSpan Span, SentenceKind Kind);
