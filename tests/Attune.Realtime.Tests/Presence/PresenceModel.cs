namespace Attune.Realtime.Tests.Presence;

/// <summary>Presence as one would write it down: every session with its owner and when it stops counting.</summary>
internal sealed class PresenceModel(long linger)
{
    private readonly List<(long Connection, string Principal, long? Until)> _sessions = [];
    private readonly List<string> _order = [];

    /// <summary>Members in the order in which they came.</summary>
    public IReadOnlyList<string> Members => _order;

    public IReadOnlyList<long> Open =>
        [.. _sessions.Where(session => session.Until is null).Select(session => session.Connection)];

    public int ConnectionsOf(string principal) => _sessions.Count(session => session.Principal == principal);

    public void Join(long connection, string principal)
    {
        var ended = _sessions.FindLastIndex(session => session.Principal == principal && session.Until is not null);
        if (ended >= 0)
            _sessions.RemoveAt(ended);
        _sessions.Add((connection, principal, null));
        if (!_order.Contains(principal))
            _order.Add(principal);
    }

    public void Leave(long connection, bool lingers, long now)
    {
        var index = _sessions.FindIndex(session => session.Connection == connection);
        var session = _sessions[index];
        _sessions.RemoveAt(index);
        if (lingers)
            _sessions.Add((-connection, session.Principal, now + linger));
        DropAbsent();
    }

    public void Expire(long now)
    {
        _sessions.RemoveAll(session => session.Until <= now);
        DropAbsent();
    }

    private void DropAbsent() => _order.RemoveAll(principal => ConnectionsOf(principal) == 0);
}
