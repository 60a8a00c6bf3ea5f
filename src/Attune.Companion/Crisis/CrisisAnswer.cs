using Attune.Contracts.Crisis;

namespace Attune.Companion.Crisis;

/// <summary>What is said to a message that speaks of a crisis.</summary>
/// <param name="Text">All that is said, contacts included.</param>
/// <param name="Crisis">What is shown beside it.</param>
internal sealed record CrisisAnswer(string Text, CrisisView Crisis);
