namespace Attune.Architecture.Tests.Checklist;

/// <summary>One item of the five checklists that the product answers to.</summary>
/// <param name="Id">Such as <c>D-34</c>.</param>
/// <param name="Kind">How it is proven: T test, L measurement, I inspection, D document, O needs the world outside; mixed as
/// T/O.</param>
/// <param name="IsGate">True when it sums up other items: derived from them, never claimed by a test.</param>
/// <param name="Group">The heading it stands under.</param>
/// <param name="Text">What it asks for, in short.</param>
internal sealed record ChecklistItem(string Id, string Kind, bool IsGate, string Group, string Text);
