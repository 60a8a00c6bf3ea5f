namespace Attune.Realtime.Presence;

/// <summary>A member as it is told.</summary>
/// <param name="Principal">Who.</param>
/// <param name="Connections">How many sessions follow the topic.</param>
/// <param name="Sessions">Some of them, the newest first.</param>
internal sealed record PresentMember(string Principal, int Connections, IReadOnlyList<string> Sessions);
