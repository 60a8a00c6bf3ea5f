using System.Numerics;

namespace Attune.Realtime.Streams;

/// <summary>
/// The newest frames of a topic, found by unit number in O(1). One thread appends; any thread reads without a lock: a slot
/// either holds the wanted frame or it does not, in which case the reader turns to the log.
/// </summary>
internal sealed class FrameRing
{
    private const int InitialSlots = 8;

    private EventFrame?[] _slots = new EventFrame?[InitialSlots];
    private long _first;
    private long _next;

    /// <summary>Bytes held now.</summary>
    public long Bytes { get; private set; }

    public long Count => _next - _first;

    public EventFrame? TryGet(long unit)
    {
        var slots = Volatile.Read(ref _slots);
        var frame = Volatile.Read(ref slots[unit & (slots.Length - 1)]);
        return frame is not null && frame.Unit == unit ? frame : null;
    }

    /// <summary>Adds the next frame. Only the domain's committer calls this.</summary>
    public void Append(EventFrame frame)
    {
        if (Count == 0)
            _first = _next = frame.Unit;
        if (Count == _slots.Length)
            Grow();
        Volatile.Write(ref _slots[frame.Unit & (_slots.Length - 1)], frame);
        _next = frame.Unit + 1;
        Charge(frame, frame.Bytes.Length);
    }

    /// <summary>Counts memory that a frame of this ring holds from now on.</summary>
    public void Charge(EventFrame frame, int bytes)
    {
        frame.ChargedBytes += bytes;
        Bytes += bytes;
    }

    /// <summary>Puts a changed frame (a redacted one) in the place of the old one, if it is still here.</summary>
    public void Replace(EventFrame frame)
    {
        if (TryGet(frame.Unit) is not { } old)
            return;
        Bytes -= old.ChargedBytes;
        Charge(frame, frame.Bytes.Length);
        Volatile.Write(ref _slots[frame.Unit & (_slots.Length - 1)], frame);
    }

    /// <summary>Lets go of the oldest frame.</summary>
    /// <returns>The frame; null when the ring was empty.</returns>
    public EventFrame? DropOldest()
    {
        if (Count == 0)
            return null;
        ref var slot = ref _slots[_first & (_slots.Length - 1)];
        var dropped = slot!;
        Volatile.Write(ref slot, null);
        _first++;
        Bytes -= dropped.ChargedBytes;
        return dropped;
    }

    private void Grow()
    {
        var larger = new EventFrame?[BitOperations.RoundUpToPowerOf2((uint)_slots.Length + 1)];
        for (var unit = _first; unit < _next; unit++)
            larger[unit & (larger.Length - 1)] = _slots[unit & (_slots.Length - 1)];
        Volatile.Write(ref _slots, larger);
    }
}
