using Attune.Realtime.Sessions;

namespace Attune.Realtime.Delivery;

/// <summary>
/// Deadlines of all connections of a shard without a timer each: 64 slots of a second, intrusive lists. Adding and removing
/// are O(1); a tick looks at one slot.
/// </summary>
internal sealed class TimingWheel
{
    private const int Slots = 64;

    private readonly Connection?[] _slots = new Connection?[Slots];

    public void Schedule(Connection connection, long dueAt)
    {
        Remove(connection);
        ref var head = ref _slots[dueAt % Slots];
        connection.Wheel.DueAt = dueAt;
        connection.Wheel.Next = head;
        if (head is not null)
            head.Wheel.Previous = connection;
        head = connection;
    }

    public void Remove(Connection connection)
    {
        ref var entry = ref connection.Wheel;
        if (entry.DueAt == 0)
            return;
        if (entry.Previous is null)
            _slots[entry.DueAt % Slots] = entry.Next;
        else
            entry.Previous.Wheel.Next = entry.Next;
        if (entry.Next is not null)
            entry.Next.Wheel.Previous = entry.Previous;
        (entry.DueAt, entry.Next, entry.Previous) = (0, null, null);
    }

    /// <summary>Takes out the connections that are due in this second.</summary>
    public void Advance(long now, Action<Connection> due)
    {
        for (var connection = _slots[now % Slots]; connection is not null;)
        {
            var next = connection.Wheel.Next;
            if (connection.Wheel.DueAt <= now)
            {
                Remove(connection);
                due(connection);
            }

            connection = next;
        }
    }
}
