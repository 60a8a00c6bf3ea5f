namespace Attune.Language.Search;

/// <summary>The smallest of the largest few of many numbers: a binary heap with the smallest at its root.</summary>
/// <param name="room">How many are kept.</param>
internal ref struct LargestValues(Span<float> room)
{
    private readonly Span<float> _heap = room;
    private int _count;

    /// <summary>The smallest of those kept; minus infinity while fewer were offered than can be kept.</summary>
    public readonly float Smallest => _count == _heap.Length ? _heap[0] : float.NegativeInfinity;

    public void Offer(float value)
    {
        if (_count < _heap.Length)
        {
            _heap[_count] = value;
            Rise(_count++);
        }
        else if (value > _heap[0])
        {
            _heap[0] = value;
            Sink();
        }
    }

    private readonly void Rise(int at)
    {
        for (var parent = (at - 1) / 2; at > 0 && _heap[at] < _heap[parent]; at = parent, parent = (at - 1) / 2)
            (_heap[at], _heap[parent]) = (_heap[parent], _heap[at]);
    }

    private readonly void Sink()
    {
        var at = 0;
        while (true)
        {
            var child = (2 * at) + 1;
            if (child >= _count)
                return;
            if (child + 1 < _count && _heap[child + 1] < _heap[child])
                child++;
            if (_heap[at] <= _heap[child])
                return;
            (_heap[at], _heap[child]) = (_heap[child], _heap[at]);
            at = child;
        }
    }
}
