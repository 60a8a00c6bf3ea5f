namespace Attune.Language.Search;

/// <summary>One thing that a question asks about: a word, or a Chinese character in its place.</summary>
/// <param name="Strong">Terms any of which show that a text speaks of it: the stem, or the pairs around the character.</param>
/// <param name="Weak">A term that only hints at it: the character alone; null for a word.</param>
/// <param name="Weight">How much it tells, above 0.</param>
public readonly record struct QuestionAtom(IReadOnlyList<string> Strong, string? Weak, float Weight);
