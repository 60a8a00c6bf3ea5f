namespace Attune.Contracts.Crisis;

/// <summary>That a message speaks of a crisis, so that people are offered instead of an answer. No clinical judgement.</summary>
/// <param name="Category"><c>suicide</c>, <c>harm</c> (to others), <c>abuse</c> (suffered) or <c>self-harm</c>.</param>
/// <param name="Severity">How plainly it is told: <c>concern</c>, <c>serious</c> or <c>acute</c>.</param>
/// <param name="Evidence">The words of the message that say so, 1 to 5.</param>
/// <param name="Contacts">Whom to turn to, in the order in which they are named.</param>
public sealed record CrisisView(
    string Category, string Severity, IReadOnlyList<CrisisSpan> Evidence, IReadOnlyList<CrisisContactView> Contacts);
