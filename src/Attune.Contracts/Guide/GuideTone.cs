namespace Attune.Contracts.Guide;

/// <summary>The tone of an answer and why it was chosen: decided before the first word, the same until the last.</summary>
/// <param name="Tone"><c>child_friendly</c>, <c>elder_friendly</c>, <c>professional_friendly</c> or
/// <c>casual_friendly</c>.</param>
/// <param name="Source">What decided: <c>visitor</c>, <c>persona</c>, <c>declared_age</c>, <c>description</c> or, when nothing
/// said enough, <c>fallback</c>.</param>
/// <param name="Why">Where the description came from, or why there was none, such as <c>from_describer</c>,
/// <c>describer_timed_out</c> or <c>not_wanted</c>.</param>
/// <param name="Confidence">How sure the reading of the description is, 0 to 1; absent when none was read.</param>
public sealed record GuideTone(string Tone, string Source, string Why, double? Confidence = null);
