namespace Attune.Companion.Guide.Limits;

/// <summary>
/// Counts how often each key came in its minute, which begins when it comes first. Bounded: keys beyond share one count. Safe to
/// use from several threads.
/// </summary>
internal sealed class MinuteCounts<TKey>(int mostKeys, TKey shared, TimeProvider clock)
    where TKey : notnull
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, (long Since, int Count)> _counts = [];

    /// <summary>Keys that began their minute, oldest first.</summary>
    private readonly Queue<(TKey Key, long Since)> _order = new();

    /// <summary>Counts one more.</summary>
    /// <returns>Null when it is allowed; otherwise how long until the key may come again.</returns>
    public TimeSpan? Add(TKey key, int limit)
    {
        lock (_gate)
        {
            Forget();
            if (!_counts.ContainsKey(key) && _counts.Count >= mostKeys)
                key = shared;
            var now = clock.GetTimestamp();
            if (!_counts.TryGetValue(key, out var seen))
            {
                seen = (now, 0);
                _order.Enqueue((key, now));
            }

            if (seen.Count >= limit)
                return Minute - clock.GetElapsedTime(seen.Since);
            _counts[key] = (seen.Since, seen.Count + 1);
            return null;
        }
    }

    private void Forget()
    {
        while (_order.TryPeek(out var oldest) && clock.GetElapsedTime(oldest.Since) >= Minute)
        {
            _order.Dequeue();
            _counts.Remove(oldest.Key);
        }
    }
}
