using Attune.Realtime.Streams;

namespace Attune.Realtime.StreamEngines.Embedded;

/// <summary>
/// Keeps the rings of all topics within their bounds: the oldest frame of the process goes first. All changes of rings
/// happen under one lock, taken once per frame and hardly ever contended; readers take none.
/// </summary>
internal sealed class RingBudget(long maxBytes, long maxBytesPerTopic)
{
    private const int SweepFrom = 1024;

    private readonly Lock _gate = new();
    private readonly Queue<Topic> _oldestFirst = new();
    private readonly Dictionary<Topic, int> _alreadyDropped = [];
    private long _bytes;
    private long _frames;

    public long Frames => Volatile.Read(ref _frames);

    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Entries that say which topic's turn it is to let go of a frame.</summary>
    public int Remembered
    {
        get
        {
            lock (_gate)
                return _oldestFirst.Count;
        }
    }

    public void Append(Topic topic, EventFrame frame)
    {
        lock (_gate)
        {
            topic.Ring.Append(frame);
            _oldestFirst.Enqueue(topic);
            _bytes += frame.Bytes.Length;
            _frames++;
            Shrink(topic);
            // Entries of frames that their topic's own bound has dropped would otherwise pile up.
            while (_oldestFirst.TryPeek(out var head) && _alreadyDropped.ContainsKey(head))
                DropInTurn(_oldestFirst.Dequeue());
            // A quiet topic at the head hides the others' dead entries: sweep them out now and then, O(1) a frame.
            if (_oldestFirst.Count > (2 * _frames) + SweepFrom)
                Sweep();
        }
    }

    /// <summary>Counts the deflated variant of a frame as long as the ring holds it.</summary>
    public void Charge(Topic topic, EventFrame frame, int bytes)
    {
        lock (_gate)
        {
            if (topic.Ring.TryGet(frame.Unit) != frame)
                return;
            topic.Ring.Charge(frame, bytes);
            _bytes += bytes;
            Shrink(topic);
        }
    }

    private void Shrink(Topic topic)
    {
        while (topic.Ring.Bytes > maxBytesPerTopic && topic.Ring.Count > 1)
        {
            Drop(topic);
            _alreadyDropped[topic] = _alreadyDropped.GetValueOrDefault(topic) + 1;
        }

        while (_bytes > maxBytes && _oldestFirst.TryDequeue(out var oldest))
            DropInTurn(oldest);
    }

    private void Sweep()
    {
        for (var left = _oldestFirst.Count; left > 0; left--)
        {
            var topic = _oldestFirst.Dequeue();
            if (_alreadyDropped.ContainsKey(topic))
                DropInTurn(topic);
            else
                _oldestFirst.Enqueue(topic);
        }
    }

    public void Replace(Topic topic, EventFrame frame)
    {
        lock (_gate)
        {
            var before = topic.Ring.Bytes;
            topic.Ring.Replace(frame);
            _bytes += topic.Ring.Bytes - before;
        }
    }

    private void DropInTurn(Topic topic)
    {
        if (!_alreadyDropped.TryGetValue(topic, out var dropped))
            Drop(topic);
        else if (dropped == 1)
            _alreadyDropped.Remove(topic);
        else
            _alreadyDropped[topic] = dropped - 1;
    }

    private void Drop(Topic topic)
    {
        if (topic.Ring.DropOldest() is not { } dropped)
            return;
        _bytes -= dropped.ChargedBytes;
        _frames--;
        // A topic without a log has nothing but its ring; retention may have dropped the entry before.
        while (topic.Settings.Durability == Durability.Memory && topic.Index.FirstUnit <= dropped.Unit
            && topic.Index.FirstUnit < topic.Index.NextUnit)
            topic.Index.DropOldest();
    }
}
