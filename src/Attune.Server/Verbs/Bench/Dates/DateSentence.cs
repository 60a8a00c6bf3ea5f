namespace Attune.Server.Verbs.Bench.Dates;

/// <summary>One sentence of the gold set; <c>bench/dates/README.md</c> says what the columns mean.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Language"><c>en</c> or <c>zh</c>.</param>
/// <param name="IsHeld">True in the half that the rules were not made on.</param>
/// <param name="Text">The sentence.</param>
/// <param name="Dates">What is to be found, each as the file writes it.</param>
internal sealed record DateSentence(string Id, string Language, bool IsHeld, string Text, IReadOnlyList<string> Dates);
