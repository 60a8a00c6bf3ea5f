namespace Attune.Language.Snippets;

/// <summary>The part of a passage that shows best why it was found.</summary>
/// <param name="Span">Where it stands in the document.</param>
/// <param name="Marks">What matches the query, counted from the start of the snippet; in order, apart from each other.</param>
public readonly record struct Snippet(TextSpan Span, IReadOnlyList<TextSpan> Marks);
