namespace Attune.Language.Crisis;

/// <summary>A crisis that a text tells of.</summary>
/// <param name="Category">What it is about.</param>
/// <param name="Severity">How plainly it is told.</param>
/// <param name="Evidence">The words that say so, in the order of the text; 1 to <see cref="CrisisReader.MostEvidence"/>.</param>
public sealed record CrisisReading(CrisisCategory Category, CrisisSeverity Severity, IReadOnlyList<TextSpan> Evidence);
