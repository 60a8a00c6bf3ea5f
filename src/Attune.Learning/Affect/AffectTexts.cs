namespace Attune.Learning.Affect;

/// <summary>Texts with what people felt in them.</summary>
/// <param name="Name">The file and the split.</param>
/// <param name="Sha256">SHA-256 of the file's bytes, lower-case hexadecimal.</param>
/// <param name="Texts">The texts in file order.</param>
/// <param name="Ratings">For each valence, arousal and dominance, from -1 to 1; 0 is neither way.</param>
public sealed record AffectTexts(string Name, string Sha256, IReadOnlyList<string> Texts, IReadOnlyList<AffectPoint> Ratings);
