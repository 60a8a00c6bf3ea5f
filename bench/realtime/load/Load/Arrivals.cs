namespace RealtimeLoad.Load;

/// <summary>What one recipient has received of its topic: every number, once and in order, if all is well.</summary>
/// <param name="before">Numbers that were given before it came.</param>
internal sealed class Arrivals(int before = 0)
{
    private HashSet<int>? _missing;
    private int _next = before + 1;

    public long Duplicated { get; private set; }

    public long Reordered { get; private set; }

    /// <summary>Notes a number; false when it had come before.</summary>
    public bool Note(int seq)
    {
        if (seq == _next)
        {
            _next++;
            return true;
        }

        if (seq > _next)
        {
            _missing ??= [];
            for (var skipped = _next; skipped < seq; skipped++)
                _missing.Add(skipped);
            _next = seq + 1;
            return true;
        }

        if (_missing?.Remove(seq) == true)
        {
            Reordered++;
            return true;
        }

        Duplicated++;
        return false;
    }

    /// <summary>How many of the first <paramref name="published"/> numbers have not come.</summary>
    public int LostOf(int published) => published - (_next - 1) + (_missing?.Count ?? 0);
}
