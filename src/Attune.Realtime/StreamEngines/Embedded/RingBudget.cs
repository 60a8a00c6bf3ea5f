using Attune.Realtime.Streams;

namespace Attune.Realtime.StreamEngines.Embedded;

/// <summary>
/// Keeps the rings of all topics within their bounds: the oldest frame of the process goes first. All changes of rings
/// happen under one lock, taken once per frame and hardly ever contended; readers take none.
/// </summary>
internal sealed class RingBudget(long maxBytes, long maxBytesPerTopic)
{
    private readonly Lock _gate = new();
    private readonly Queue<Topic> _oldestFirst = new();
    private readonly Dictionary<Topic, int> _alreadyDropped = [];
    private long _bytes;
    private long _frames;

    public long Frames => Volatile.Read(ref _frames);

    public long Bytes => Volatile.Read(ref _bytes);

    public void Append(Topic topic, EventFrame frame)
    {
        lock (_gate)
        {
            topic.Ring.Append(frame);
            _oldestFirst.Enqueue(topic);
            _bytes += frame.Bytes.Length;
            _frames++;
            while (topic.Ring.Bytes > maxBytesPerTopic && topic.Ring.Count > 1)
            {
                Drop(topic);
                _alreadyDropped[topic] = _alreadyDropped.GetValueOrDefault(topic) + 1;
            }

            while (_bytes > maxBytes && _oldestFirst.TryDequeue(out var oldest))
                DropInTurn(oldest);
            // Entries of frames that their topic's own bound has dropped would otherwise pile up.
            while (_oldestFirst.TryPeek(out var head) && _alreadyDropped.ContainsKey(head))
                DropInTurn(_oldestFirst.Dequeue());
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
        var bytes = topic.Ring.DropOldest();
        if (bytes == 0)
            return;
        _bytes -= bytes;
        _frames--;
        // A topic without a log has nothing but its ring.
        if (topic.Settings.Durability == Durability.Memory && topic.Index.FirstUnit < topic.Index.NextUnit)
            topic.Index.DropOldest();
    }
}
