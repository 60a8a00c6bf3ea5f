namespace Attune.Language.Search;

/// <summary>A passage that matches a question.</summary>
/// <param name="Passage">Its number in the <see cref="Bm25Index"/>.</param>
/// <param name="Score">BM25; higher is better, above 0. Comparable only within one search.</param>
public readonly record struct SearchHit(int Passage, float Score);
