namespace Attune.Learning.Emotions.Chinese;

/// <summary>One sentence of a gold set.</summary>
/// <param name="Text">The sentence.</param>
/// <param name="Labels">What it says, with the groups, as <see cref="EmotionLabels"/> has it.</param>
/// <param name="IsHard">Whether it was written to be misread.</param>
/// <param name="IsKept">Whether it is kept from whoever writes the rules.</param>
public sealed record GoldSentence(string Text, ulong Labels, bool IsHard, bool IsKept);
