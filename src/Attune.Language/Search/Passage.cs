namespace Attune.Language.Search;

/// <summary>The unit that a document is searched by.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Heading">The heading that it stands under; empty when there is none.</param>
public readonly record struct Passage(TextSpan Span, TextSpan Heading);
