namespace Attune.Realtime.Presence;

/// <summary>One connection of a member. Guarded by the topic's lock.</summary>
internal sealed class PresenceSession
{
    public PresenceSession(PresenceMember member, string name)
    {
        Member = member;
        Name = name;
        InMember = new LinkedListNode<PresenceSession>(this);
    }

    public PresenceMember Member { get; }

    /// <summary>The session that the ack of the connection told.</summary>
    public string Name { get; }

    /// <summary>Its place among the member's sessions.</summary>
    public LinkedListNode<PresenceSession> InMember { get; }

    /// <summary>Its place in the line of those that have ended and are still counted; null while it lives.</summary>
    public LinkedListNode<PresenceSession>? InLine { get; set; }

    /// <summary>When it is counted no longer, timestamps; only for one that has ended.</summary>
    public long LingersUntil { get; set; }

    public bool IsLingering => InLine is not null;
}
