using System.Collections.Concurrent;

namespace Attune.Realtime.Streams;

/// <summary>
/// Which frame of a topic holds the newest event of a key, so that a reader that is behind can pass over older ones without
/// any memory of its own. The domain's committer writes, delivery reads. Keys of different scopes are different keys: a
/// reader with a filter may see only one of them.
/// </summary>
internal sealed class NewestByKey
{
    private const int MaxKeys = 10_000;

    private readonly ConcurrentDictionary<(string? Scope, string Key), long> _units = new();
    private int _known;

    /// <summary>Takes note of a frame that is about to become visible.</summary>
    public void Add(EventFrame frame)
    {
        foreach (var key in frame.Keys)
        {
            if (key is null)
                continue;
            if (!_units.ContainsKey((frame.Scope, key)) && ++_known > MaxKeys)
            {
                // Forgetting is harmless: what is not known to be superseded is delivered.
                _units.Clear();
                _known = 1;
            }

            _units[(frame.Scope, key)] = frame.Unit;
        }
    }

    /// <summary>Whether each event of the frame has a key that a later frame holds again.</summary>
    public bool IsSuperseded(EventFrame frame)
    {
        foreach (var key in frame.Keys)
        {
            if (key is null || !_units.TryGetValue((frame.Scope, key), out var newest) || newest <= frame.Unit)
                return false;
        }

        return frame.Keys.Length > 0;
    }
}
