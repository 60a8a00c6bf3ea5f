namespace Attune.Language.Dates;

/// <summary>A date while its sentence is read.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Period">What it means.</param>
/// <param name="IsYearAssumed">True when the year is only that of the day counted from.</param>
internal readonly record struct FoundDate(TextSpan Span, DatePeriod Period, bool IsYearAssumed = false);
