namespace Attune.Language.Snippets;

/// <summary>A term of the query in a passage.</summary>
/// <param name="Span">Where it stands in the document.</param>
/// <param name="Atom">Which atom of the query it belongs to.</param>
/// <param name="Weight">How much that tells.</param>
internal readonly record struct Match(TextSpan Span, int Atom, float Weight);
