namespace Attune.Language.Search;

/// <summary>A term of a question and what it is worth in one search.</summary>
/// <param name="Term">Its number in the index.</param>
/// <param name="Weight">Rarity, times in the question and k1 + 1, multiplied: above 0.</param>
/// <param name="Bound">No passage gets more than this from the term.</param>
internal readonly record struct QueryTerm(int Term, float Weight, float Bound);
