namespace Attune.Realtime.Presence;

/// <summary>A principal who is in a topic. Guarded by the topic's lock.</summary>
internal sealed class PresenceMember(string principal, long number)
{
    public string Principal { get; } = principal;

    /// <summary>Grows with every member that comes; pages follow it.</summary>
    public long Number { get; } = number;

    /// <summary>Its sessions; those that have ended and are still counted stand last.</summary>
    public LinkedList<PresenceSession> Sessions { get; } = [];
}
