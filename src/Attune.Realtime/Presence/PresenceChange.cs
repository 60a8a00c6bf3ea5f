namespace Attune.Realtime.Presence;

/// <summary>Who came and went since the last one.</summary>
/// <param name="Joined">Members that are there now; null when only the count is told.</param>
/// <param name="Left">Members that are no longer there; null when only the count is told.</param>
/// <param name="Count">All members now.</param>
internal sealed record PresenceChange(IReadOnlyList<string>? Joined, IReadOnlyList<string>? Left, int Count);
