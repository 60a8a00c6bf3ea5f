namespace Attune.Learning.Emotions.Chinese;

/// <summary>A word of the lexicon.</summary>
/// <param name="Role">What it does.</param>
/// <param name="Feelings">Of a feeling: labels with their strengths, from 0 to 1.</param>
/// <param name="Factor">Of a degree: what it multiplies strengths by.</param>
internal sealed record LexiconWord(WordRole Role, IReadOnlyList<(int Label, float Strength)> Feelings, float Factor);
