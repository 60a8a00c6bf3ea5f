namespace Attune.Companion.Guide.Answers;

/// <summary>A sentence that may answer, with how well it does.</summary>
/// <param name="Passage">The passage that holds it.</param>
/// <param name="Place">Its place among the passage's sentences, from 0.</param>
/// <param name="Score">0 to about 1.3.</param>
internal readonly record struct RankedSentence(PassageSentences Passage, int Place, float Score);
