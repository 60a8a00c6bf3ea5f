using Attune.Realtime.Sessions;

namespace Attune.Realtime.Access;

/// <summary>
/// When the callers of a shard's connections are to be reminded and to be closed, without a timer each: slots of a second of
/// the wall clock, for a machine that sleeps wakes with expired tokens. Setting and removing are O(1).
/// </summary>
internal sealed class ExpiryWheel
{
    private const int Slots = 1024;

    private readonly ExpiryEntry?[] _slots = new ExpiryEntry?[Slots];
    private long _now;

    /// <summary>Connections that wait.</summary>
    public int Count { get; private set; }

    /// <param name="connection">Which.</param>
    /// <param name="at">When it is due, rounded up to the second; what lies behind is due with the next tick.</param>
    public void Set(Connection connection, DateTimeOffset at)
    {
        Remove(connection);
        var entry = connection.Expiry = new ExpiryEntry(connection)
        {
            DueAt = Math.Max(_now + 1, (at.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks + TimeSpan.TicksPerSecond - 1)
                / TimeSpan.TicksPerSecond),
        };
        ref var head = ref _slots[entry.DueAt % Slots];
        entry.Next = head;
        if (head is not null)
            head.Previous = entry;
        head = entry;
        Count++;
    }

    public void Remove(Connection connection)
    {
        if (connection.Expiry is not { } entry)
            return;
        connection.Expiry = null;
        if (entry.Previous is null)
            _slots[entry.DueAt % Slots] = entry.Next;
        else
            entry.Previous.Next = entry.Next;
        if (entry.Next is not null)
            entry.Next.Previous = entry.Previous;
        Count--;
    }

    /// <summary>Takes out what is due. Clocks also jump: forwards finds everything, backwards waits.</summary>
    /// <param name="now">Seconds since 1970.</param>
    /// <param name="due">Gets each connection; may set it again.</param>
    public void Advance(long now, Action<Connection> due)
    {
        if (now <= _now)
            return;
        var first = Math.Max(_now + 1, now - Slots + 1);
        _now = now;
        for (var second = Count == 0 ? now + 1 : first; second <= now; second++)
        {
            for (var entry = _slots[second % Slots]; entry is not null;)
            {
                var next = entry.Next;
                if (entry.DueAt <= now)
                {
                    Remove(entry.Connection);
                    due(entry.Connection);
                }

                entry = next;
            }
        }
    }
}
