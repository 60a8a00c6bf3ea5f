namespace Attune.Language.Dates;

/// <summary>A date or a stretch of time that a text names.</summary>
/// <param name="Span">The words, without article and preposition.</param>
/// <param name="Precision">How exactly it is told; of a stretch the coarser of both ends.</param>
/// <param name="Start">The first day that is meant.</param>
/// <param name="End">The last day that is meant, never before <paramref name="Start"/>.</param>
public readonly record struct DateMention(TextSpan Span, DatePrecision Precision, DateOnly Start, DateOnly End);
