namespace Attune.Contracts.Knowledge;

/// <summary>A piece of a text that is to be shown as a match.</summary>
/// <param name="Start">First character, in UTF-16 units from 0.</param>
/// <param name="Length">Its length in UTF-16 units, from 1.</param>
public sealed record TextMark(int Start, int Length);
