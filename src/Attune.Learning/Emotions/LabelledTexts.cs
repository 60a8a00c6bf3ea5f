namespace Attune.Learning.Emotions;

/// <summary>Texts with what people found in them.</summary>
/// <param name="Name">The file.</param>
/// <param name="Sha256">SHA-256 of its bytes, lower-case hexadecimal.</param>
/// <param name="Texts">The texts in file order.</param>
/// <param name="Labels">For each its labels and their groups, as <see cref="EmotionLabels"/> says.</param>
public sealed record LabelledTexts(string Name, string Sha256, IReadOnlyList<string> Texts, IReadOnlyList<ulong> Labels);
