namespace Attune.Realtime.Subscriptions;

/// <summary>
/// The viewers of one AI stream in one delivery shard. Only the shard touches it; the count may be read anywhere.
/// </summary>
internal sealed class StreamViewerSet
{
    private readonly List<StreamViewer> _items = [];
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public IReadOnlyList<StreamViewer> Items => _items;

    public void Add(StreamViewer viewer)
    {
        _items.Add(viewer);
        Volatile.Write(ref _count, _items.Count);
    }

    public void Remove(StreamViewer viewer)
    {
        _items.Remove(viewer);
        Volatile.Write(ref _count, _items.Count);
    }
}
