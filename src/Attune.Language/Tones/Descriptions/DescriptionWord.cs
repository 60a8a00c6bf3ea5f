namespace Attune.Language.Tones.Descriptions;

/// <summary>A run of Latin letters or of digits in a description.</summary>
/// <param name="Text">In lower case, without an ending <c>'s</c>.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="Clause">Number of the clause it stands in; commas and full stops part clauses.</param>
/// <param name="Sentence">Number of the sentence it stands in.</param>
internal readonly record struct DescriptionWord(string Text, TextSpan Span, int Clause, int Sentence);
