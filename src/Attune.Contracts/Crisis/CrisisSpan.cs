namespace Attune.Contracts.Crisis;

/// <summary>Words of a message.</summary>
/// <param name="Start">First character, in UTF-16 units from 0.</param>
/// <param name="Length">Length in UTF-16 units.</param>
public sealed record CrisisSpan(int Start, int Length);
