namespace Attune.Realtime.Presence;

/// <summary>
/// Who is in one topic: distinct principals with their sessions. Joining and leaving are O(1) over time, reading a page is
/// O(log n) and its own length. Shards call it when somebody follows or leaves, never for an event.
/// </summary>
/// <param name="rules">How long it waits.</param>
/// <param name="tellsChanges">Its followers are told who came and went.</param>
/// <param name="nextNumber">Numbers members; never the same twice.</param>
internal sealed class TopicPresence(PresenceRules rules, bool tellsChanges, Func<long> nextNumber)
{
    private const int MaxToldSessions = 20;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, PresenceMember> _members = new(StringComparer.Ordinal);
    private readonly Dictionary<long, PresenceSession> _sessions = [];
    private readonly LinkedList<PresenceSession> _line = [];
    private readonly PresenceOrder _order = new();

    /// <summary>Principals that came or went, and whether they were there when it was last told.</summary>
    private readonly Dictionary<string, bool> _touched = new(StringComparer.Ordinal);
    private long _changedAt;
    private bool _hasChanged;
    private bool _hasTooMany;
    private bool _wasAsked;
    private bool _isRetired;

    /// <summary>There is something to do later: tell a change, forget a session that has ended, or itself.</summary>
    public bool HasWork
    {
        get
        {
            lock (_gate)
                return _hasChanged || _line.Count > 0 || (_sessions.Count == 0 && !_isRetired);
        }
    }

    /// <summary>A connection follows the topic.</summary>
    /// <returns>False when this object was given up: make a new one.</returns>
    public bool TryJoin(long connection, string principal, string session, long now)
    {
        lock (_gate)
        {
            if (_isRetired)
                return false;
            if (!_members.TryGetValue(principal, out var member))
            {
                Touch(principal, wasThere: false, now);
                member = new PresenceMember(principal, nextNumber());
                _members.Add(principal, member);
                _order.Add(member);
            }
            else if (member.Sessions.Last is { Value: { IsLingering: true } ended })
            {
                // The next poll of the same client, or its way to another transport: it takes the place of what has ended.
                Forget(ended);
            }

            var joined = new PresenceSession(member, session);
            member.Sessions.AddFirst(joined.InMember);
            _sessions.Add(connection, joined);
            return true;
        }
    }

    /// <summary>A connection follows the topic no longer.</summary>
    /// <param name="connection">Which.</param>
    /// <param name="lingers">It is still counted for a while.</param>
    /// <param name="now">The clock's timestamp.</param>
    public void Leave(long connection, bool lingers, long now)
    {
        lock (_gate)
        {
            if (!_sessions.Remove(connection, out var session))
                return;
            if (lingers && rules.Linger > 0)
            {
                session.LingersUntil = now + rules.Linger;
                session.InLine = _line.AddLast(session);
                session.Member.Sessions.Remove(session.InMember);
                session.Member.Sessions.AddLast(session.InMember);
                return;
            }

            session.Member.Sessions.Remove(session.InMember);
            DropIfGone(session.Member, now);
        }
    }

    /// <summary>Forgets sessions whose time is over.</summary>
    public void Expire(long now)
    {
        lock (_gate)
        {
            while (_line.First is { Value: var session } && session.LingersUntil <= now)
            {
                Forget(session);
                DropIfGone(session.Member, now);
            }
        }
    }

    /// <summary>The members that came after a number.</summary>
    /// <param name="after">0 for the first page, then what the page before said.</param>
    /// <param name="limit">At most so many members.</param>
    public PresencePage Read(long after, int limit)
    {
        lock (_gate)
        {
            _wasAsked = true;
            var members = new List<PresentMember>(Math.Min(limit, _members.Count));
            var last = 0L;
            foreach (var member in _order.After(after))
            {
                if (members.Count == limit)
                    return new PresencePage(members, _members.Count, last);
                members.Add(new PresentMember(member.Principal, member.Sessions.Count,
                    [.. member.Sessions.Take(MaxToldSessions).Select(session => session.Name)]));
                last = member.Number;
            }

            return new PresencePage(members, _members.Count, null);
        }
    }

    /// <summary>What there is to tell; null while changes are still gathered, or when they cancelled each other out.</summary>
    public PresenceChange? TakeChange(long now)
    {
        lock (_gate)
        {
            if (!_hasChanged || now - _changedAt < rules.Coalesce)
                return null;
            var change = _hasTooMany || _members.Count > rules.CountOnlyAbove
                ? new PresenceChange(null, null, _members.Count)
                : Difference();
            _touched.Clear();
            (_hasChanged, _hasTooMany, _wasAsked) = (false, false, false);
            return change is { Joined.Count: 0, Left.Count: 0 } ? null : change;
        }
    }

    /// <summary>The count alone, for a reader that has missed a change: it asks again if it wants to know who.</summary>
    public PresenceChange CountOnly()
    {
        lock (_gate)
            return new PresenceChange(null, null, _members.Count);
    }

    /// <summary>Gives itself up when nobody is there and nothing is left to tell.</summary>
    public bool TryRetire()
    {
        lock (_gate)
            return _isRetired = _isRetired || (_members.Count == 0 && !_hasChanged);
    }

    /// <summary>
    /// Who asked since the last change may have seen a member come or go that the difference would leave out, so then all
    /// that moved are told as they are now; saying it twice does no harm.
    /// </summary>
    private PresenceChange Difference()
    {
        List<string> joined = [];
        List<string> left = [];
        foreach (var (principal, wasThere) in _touched)
        {
            var isThere = _members.ContainsKey(principal);
            if (isThere != wasThere || _wasAsked)
                (isThere ? joined : left).Add(principal);
        }

        return new PresenceChange(joined, left, _members.Count);
    }

    private void DropIfGone(PresenceMember member, long now)
    {
        if (member.Sessions.Count > 0)
            return;
        _members.Remove(member.Principal);
        _order.Remove(member);
        Touch(member.Principal, wasThere: true, now);
    }

    private void Forget(PresenceSession session)
    {
        _line.Remove(session.InLine!);
        session.Member.Sessions.Remove(session.InMember);
    }

    private void Touch(string principal, bool wasThere, long now)
    {
        if (!tellsChanges)
            return;
        if (!_hasChanged)
            _changedAt = now;
        _hasChanged = true;
        if (_hasTooMany)
            return;
        _touched.TryAdd(principal, wasThere);
        _hasTooMany = _touched.Count > rules.CountOnlyAbove;
        if (_hasTooMany)
            _touched.Clear();
    }
}
