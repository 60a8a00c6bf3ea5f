namespace Attune.Learning.Features;

/// <summary>A piece of normalised text.</summary>
/// <param name="Start">Where it starts.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Kind">What it is made of.</param>
/// <param name="IsShouted">Whether it was written in two or more capitals.</param>
/// <param name="SourceStart">Where it starts in the text as it was written.</param>
/// <param name="SourceLength">How long it is there.</param>
internal readonly record struct Token(
    int Start, int Length, TokenKind Kind, bool IsShouted, int SourceStart, int SourceLength);
