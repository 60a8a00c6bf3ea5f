namespace Attune.Language.Sentences;

/// <summary>Neighbouring lines that belong together: a paragraph, an item of a list, a heading, a block of code.</summary>
internal readonly record struct TextBlock(int Start, int End, SentenceKind Kind);
