namespace Attune.Language.Search;

/// <summary>How often a term stands in a passage.</summary>
/// <param name="Term">Number of the term in its document, from 0.</param>
/// <param name="Count">From 1.</param>
internal readonly record struct TermCount(int Term, int Count);
