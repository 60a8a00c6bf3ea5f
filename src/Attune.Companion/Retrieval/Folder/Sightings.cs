namespace Attune.Companion.Retrieval.Folder;

/// <summary>Remembers since when files have looked as they do, so that nothing is read while it is still written.</summary>
/// <param name="settle">How long a file must look the same.</param>
/// <param name="clock">The time.</param>
internal sealed class Sightings(TimeSpan settle, TimeProvider clock)
{
    /// <summary>A null entry stands for a file that is gone.</summary>
    private Dictionary<string, (FolderEntry? Entry, long Since)> _seen = new(StringComparer.Ordinal);

    /// <summary>Files that are not settled.</summary>
    public int Count => _seen.Count;

    /// <summary>True while a file settles that looks like this.</summary>
    public bool Holds(FolderEntry entry) => _seen.TryGetValue(entry.Path, out var seen) && seen.Entry == entry;

    /// <summary>Notes files that differ from what is known of them; those that no longer do are forgotten.</summary>
    /// <param name="changes">Their paths, and how they look now; null for one that is gone.</param>
    /// <returns>The paths of those that have looked so for long enough; they are forgotten.</returns>
    public IReadOnlyList<string> Settle(IEnumerable<(string Path, FolderEntry? Entry)> changes)
    {
        var now = clock.GetTimestamp();
        var seen = new Dictionary<string, (FolderEntry? Entry, long Since)>(StringComparer.Ordinal);
        var settled = new List<string>();
        foreach (var (path, entry) in changes)
        {
            var since = _seen.TryGetValue(path, out var before) && before.Entry == entry ? before.Since : now;
            if (clock.GetElapsedTime(since, now) >= settle)
                settled.Add(path);
            else
                seen.Add(path, (entry, since));
        }

        _seen = seen;
        return settled;
    }
}
